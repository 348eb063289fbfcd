namespace Gateway.Simulators.Modbus;

/// <summary>A 4G DTU that connects to the gateway and then behaves as a slave.</summary>
/// <param name="Registration">Sent once after connecting, ASCII; may be empty.</param>
/// <param name="Heartbeat">Sent again and again, ASCII; may be empty.</param>
/// <param name="HeartbeatSeconds">Wall seconds between heartbeats, above 0.</param>
/// <param name="RetrySeconds">Wait before connecting again.</param>
public sealed record DialInOptions(
    string Registration = "",
    string Heartbeat = "",
    double HeartbeatSeconds = 30,
    double RetrySeconds = 1);
