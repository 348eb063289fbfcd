namespace Gateway.Load.Running;

/// <param name="Qos">MQTT quality of service, 0 or 1.</param>
/// <param name="Size">Payload bytes of a message.</param>
/// <param name="Port">Broker a publisher connects to.</param>
/// <param name="Seconds">How long a publisher publishes.</param>
public sealed record PeerOptions(int Qos, int Size, int Port, double Seconds);
