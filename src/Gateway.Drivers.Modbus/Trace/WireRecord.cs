namespace Gateway.Drivers.Modbus.Trace;

/// <param name="Time">UTC ticks.</param>
/// <param name="Unit">Unit id of the frame; 0 for noise.</param>
/// <param name="Bytes">The frame as on the wire, cut to its first 64 bytes.</param>
/// <param name="Length">Its whole length.</param>
public sealed record WireRecord(long Time, WireEvent What, byte Unit, byte[] Bytes, int Length)
{
    public override string ToString() =>
        $"{new DateTime(Time, DateTimeKind.Utc):HH:mm:ss.fff} {What,-12} {Convert.ToHexString(Bytes)}{(Length > Bytes.Length ? $"... ({Length} bytes)" : "")}";
}
