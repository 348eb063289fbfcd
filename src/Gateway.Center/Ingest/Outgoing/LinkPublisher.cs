using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ingest.Outgoing;

/// <summary>Publishes to gateways while there is a link. Thread-safe.</summary>
internal sealed class LinkPublisher
{
    private volatile IMqttPublisher? _client;

    public void Use(IMqttPublisher? client) => _client = client;

    /// <summary>False when there is no link or the broker did not take it.</summary>
    public async ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, int qos, CancellationToken cancellation) =>
        _client is { } client && await client.PublishAsync(topic, payload, qos, retain: false, cancellation);
}
