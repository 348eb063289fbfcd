namespace Gateway.Drivers.Mqtt;

/// <summary>A message that could not be read: counted, kept for a technician, and acknowledged so that it does not come again.</summary>
/// <param name="ReceivedTime">UTC ticks.</param>
/// <param name="Reason">What was wrong, for a technician.</param>
/// <param name="Payload">Its first 512 bytes.</param>
/// <param name="PayloadLength">Its whole length, bytes.</param>
public sealed record SetAsideMessage(long ReceivedTime, string Topic, string Reason, ReadOnlyMemory<byte> Payload, int PayloadLength);
