namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>The broker sent what the standard forbids, or refused us; the connection is closed and tried again.</summary>
public sealed class MqttProtocolException(string message) : Exception(message)
{
    /// <summary>Reason code of a CONNACK that refuses us; null when it is something else.</summary>
    public byte? Refusal { get; init; }
}
