using System.Text;
using System.Threading.Channels;
using Gateway.Center.Configuration;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ingest.Link;

/// <summary>What came over one connection to the broker and waits for its lane: bounded in number and bytes; beyond that the connection is not read.</summary>
/// <param name="leaves">Of the topics that belong here; any other is set aside.</param>
internal sealed class LinkWay(CenterOptions options, IReadOnlyList<string> leaves, LinkTroubles troubles, IngestLag lag, TimeProvider time) : IMqttMessageSink
{
    private const int MostWaiting = 256;
    private const long MostWaitingBytes = 64L << 20;

    private readonly Channel<InboundPart> _waiting =
        Channel.CreateBounded<InboundPart>(new BoundedChannelOptions(MostWaiting) { SingleWriter = true, SingleReader = true });

    private readonly ByteRoom _room = new(MostWaitingBytes);
    private List<InboundMessage> _ofRead = [];

    public ChannelReader<InboundPart> Reader => _waiting.Reader;

    /// <summary>Messages so far.</summary>
    public long Messages { get; private set; }

    public void OnMessage(in MqttMessage message)
    {
        Messages++;
        var topic = Encoding.UTF8.GetString(message.Topic);
        if (!LinkTopics.TryParse(topic, out var address) || address.County != options.County.Id || !LinkIds.IsId(address.Site) || !LinkIds.IsId(address.Edge))
        {
            troubles.Add(LinkTroubleKind.Topic, topic, "no topic of the link", message.Payload.Length);
            return;
        }

        if (message.Payload.Length > options.Link.MaxMessageBytes)
        {
            troubles.Add(LinkTroubleKind.Oversize, topic, "larger than maxMessageBytes", message.Payload.Length);
            return;
        }

        if (!leaves.Contains(address.Leaf))
        {
            troubles.Add(LinkTroubleKind.Topic, topic, "unknown leaf", message.Payload.Length);
            return;
        }

        _ofRead.Add(new InboundMessage(address, message.Payload.ToArray(), message.Retained, time.GetUtcNow()));
    }

    public void OnOversize(ReadOnlySpan<byte> topic, int length) =>
        troubles.Add(LinkTroubleKind.Oversize, Encoding.UTF8.GetString(topic), "larger than maxPacketBytes", length);

    public async ValueTask OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        var messages = _ofRead;
        _ofRead = [];
        if (messages.Count == 0)
        {
            delivery?.Settle(DeliveryOutcome.Rejected);
            return;
        }

        var bytes = messages.Sum(message => (long)message.Payload.Length);
        await _room.TakeAsync(bytes, cancellation);
        var ended = lag.Begin();
        void End()
        {
            ended();
            _room.Give(bytes);
        }

        await _waiting.Writer.WriteAsync(new InboundPart(messages, new InboundRead(delivery, End)), cancellation);
    }
}
