using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ingest.Outgoing;

/// <summary>Publishes over the link's connection while there is one. Thread-safe.</summary>
internal sealed class LinkPublisher : IMqttPublisher
{
    private volatile IMqttPublisher? _client;

    public void Use(IMqttPublisher? client) => _client = client;

    /// <summary>False when there is no link or the broker did not take it.</summary>
    public async ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, int qos, bool retain, CancellationToken cancellation) =>
        _client is { } client && await client.PublishAsync(topic, payload, qos, retain, cancellation);

    public ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, int qos, CancellationToken cancellation) =>
        PublishAsync(topic, payload, qos, retain: false, cancellation);
}
