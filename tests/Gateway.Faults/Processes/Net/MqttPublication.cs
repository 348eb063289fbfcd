namespace Gateway.Faults.Processes.Net;

/// <param name="Id">0 = QoS 0.</param>
/// <param name="HeadBytes">Bytes of the packet before the payload.</param>
/// <param name="First">First byte of the packet: kind and flags.</param>
internal sealed record MqttPublication(string Topic, ushort Id, byte[] Payload, int HeadBytes, byte First);
