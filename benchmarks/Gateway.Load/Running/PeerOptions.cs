namespace Gateway.Load.Running;

/// <param name="Qos">MQTT quality of service, 0 or 1.</param>
/// <param name="Size">Payload bytes of a message.</param>
public sealed record PeerOptions(int Qos, int Size);
