using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>Takes the messages of one connection. Called by one task at a time; must not throw.</summary>
public interface IMqttMessageSink
{
    /// <summary>One message; its spans are gone when the call returns.</summary>
    void OnMessage(in MqttMessage message);

    /// <summary>A message larger than allowed; its payload is not read.</summary>
    void OnOversize(ReadOnlySpan<byte> topic, int length);

    /// <summary>
    /// Every message of one socket read has been handed over; the next read waits for this. Unless
    /// <paramref name="delivery"/> is null, settling it (once, any thread) acknowledges all those messages.
    /// </summary>
    ValueTask OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation);
}
