namespace Gateway.Pipeline.Ports;

/// <summary>Publishes through a configured MQTT connection. Thread-safe.</summary>
public interface IMqttPublisher
{
    /// <summary>
    /// Completes true when the broker has taken the message (QoS 0: written to the socket; 1: PUBACK; 2: PUBCOMP), false when
    /// the connection is down or was lost before that. Never waits longer than the connection's time-out.
    /// </summary>
    ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, int qos, bool retain, CancellationToken cancellation);
}
