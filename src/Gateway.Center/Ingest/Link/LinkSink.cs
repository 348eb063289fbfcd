using System.Text;
using System.Threading.Channels;
using Gateway.Center.Configuration;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ingest.Link;

/// <summary>Sorts what the broker sends into two ways: readings, and all else, which never waits for readings.</summary>
internal sealed class LinkSink(CenterOptions options, LinkTroubles troubles, IngestLag lag, TimeProvider time) : IMqttMessageSink
{
    private const int Waiting = 256;
    private readonly Channel<InboundPart> _records = NewChannel();
    private readonly Channel<InboundPart> _readings = NewChannel();
    private List<InboundMessage> _recordsOfRead = [];
    private List<InboundMessage> _readingsOfRead = [];

    public ChannelReader<InboundPart> Records => _records.Reader;

    public ChannelReader<InboundPart> Readings => _readings.Reader;

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

        var target = address.Leaf switch
        {
            LinkTopics.Live or LinkTopics.Backlog => _readingsOfRead,
            LinkTopics.State or LinkTopics.Table or LinkTopics.Events or LinkTopics.Answers => _recordsOfRead,
            _ => null,
        };
        if (target is null)
        {
            troubles.Add(LinkTroubleKind.Topic, topic, "unknown leaf", message.Payload.Length);
            return;
        }

        target.Add(new InboundMessage(address, message.Payload.ToArray(), message.Retained, time.GetUtcNow()));
    }

    public void OnOversize(ReadOnlySpan<byte> topic, int length) =>
        troubles.Add(LinkTroubleKind.Oversize, Encoding.UTF8.GetString(topic), "larger than maxPacketBytes", length);

    public async ValueTask OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        var (records, readings) = (_recordsOfRead, _readingsOfRead);
        (_recordsOfRead, _readingsOfRead) = ([], []);
        var parts = (records.Count > 0 ? 1 : 0) + (readings.Count > 0 ? 1 : 0);
        if (parts == 0)
        {
            delivery?.Settle(DeliveryOutcome.Rejected);
            return;
        }

        var read = new InboundRead(delivery, parts, lag.Begin());
        if (records.Count > 0)
        {
            await _records.Writer.WriteAsync(new InboundPart(records, read), cancellation);
        }

        if (readings.Count > 0)
        {
            await _readings.Writer.WriteAsync(new InboundPart(readings, read), cancellation);
        }
    }

    private static Channel<InboundPart> NewChannel() =>
        Channel.CreateBounded<InboundPart>(new BoundedChannelOptions(Waiting) { SingleWriter = true, SingleReader = true });
}

/// <summary>Which texts of the link may be ids.</summary>
internal static class LinkIds
{
    private const int Longest = 64;

    /// <summary>Longest name of a log.</summary>
    private const int LongestEpoch = 40;

    public static bool IsId(string text) => text.Length is > 0 and <= Longest && text.All(IsLetter);

    public static bool IsEpoch(string text) => text.Length is > 0 and <= LongestEpoch && text.All(IsLetter);

    private static bool IsLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-';
}
