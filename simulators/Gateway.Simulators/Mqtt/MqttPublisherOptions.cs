namespace Gateway.Simulators.Mqtt;

/// <summary>How to reach the broker.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">1-65535.</param>
/// <param name="ClientId">Not empty; the broker keeps the session under it.</param>
/// <param name="User">Null for none.</param>
/// <param name="Password">Null for none.</param>
/// <param name="KeepAliveSeconds">A ping goes out at half of it.</param>
/// <param name="MaxUnacknowledged">QoS 1 messages kept until PUBACK; further ones are refused, 1-60000.</param>
/// <param name="ReconnectMs">Pause before connecting again.</param>
public sealed record MqttPublisherOptions(
    string Host,
    int Port,
    string ClientId,
    string? User = null,
    string? Password = null,
    int KeepAliveSeconds = 30,
    int MaxUnacknowledged = 20_000,
    int ReconnectMs = 200);
