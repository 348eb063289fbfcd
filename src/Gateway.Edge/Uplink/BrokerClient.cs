using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Edge.Uplink.Options;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Uplink;

/// <summary>The link over MQTT, QoS 1.</summary>
internal sealed class BrokerClient : ILinkClient, IMqttMessageSink
{
    private readonly MqttClient _client;
    private readonly string _prefix;

    /// <param name="will">What the broker tells when the connection breaks.</param>
    public BrokerClient(UplinkOptions options, string site, byte[] will, TimeProvider time, ILogger logger)
    {
        var broker = options.BrokerOf(site, Encoding.UTF8.GetString(will));
        _prefix = LinkTopics.Of(options.County, site, options.Edge, "");
        _client = new MqttClient(broker, broker.Subscriptions, this, time, logger)
        {
            StateChanged = state =>
            {
                if (state is LinkState.Online)
                {
                    Connected?.Invoke();
                }
            },
        };
    }

    public bool IsOnline => _client.State is LinkState.Online or LinkState.Degraded;

    public LocalizedText? Trouble => _client.Trouble;

    public long MaxPacketBytes => _client.BrokerMaxPacketBytes;

    public Action? Connected { get; set; }

    public Action<string, byte[]>? Received { get; set; }

    public Task RunAsync(CancellationToken stopping) => _client.RunAsync(stopping);

    public ValueTask<bool> PublishAsync(string leaf, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellation) =>
        _client.PublishAsync(_prefix + leaf, payload, 1, retain, cancellation);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    void IMqttMessageSink.OnMessage(in MqttMessage message)
    {
        var topic = Encoding.UTF8.GetString(message.Topic);
        if (topic.StartsWith(_prefix, StringComparison.Ordinal))
        {
            Received?.Invoke(topic[_prefix.Length..], message.Payload.ToArray());
        }
    }

    // Larger than maxPacketBytes: the center hears no answer and says so there.
    void IMqttMessageSink.OnOversize(ReadOnlySpan<byte> topic, int length)
    {
    }

    // What is lost with the process is sent again by the center until it is answered.
    ValueTask IMqttMessageSink.OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        delivery?.Settle(DeliveryOutcome.Accepted);
        return ValueTask.CompletedTask;
    }
}
