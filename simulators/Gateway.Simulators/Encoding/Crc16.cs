namespace Gateway.Simulators.Encoding;

/// <summary>CRC of Modbus RTU: reflected polynomial 0xA001, start 0xFFFF, low byte first on the wire (Modbus over serial line V1.02, 2.5.1.2).</summary>
public static class Crc16
{
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFF;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1;
            }
        }

        return (ushort)crc;
    }

    /// <summary>Writes the two bytes behind <paramref name="length"/> bytes; returns the new length.</summary>
    public static int Append(Span<byte> frame, int length)
    {
        var crc = Of(frame[..length]);
        frame[length] = (byte)crc;
        frame[length + 1] = (byte)(crc >> 8);
        return length + 2;
    }

    public static bool Holds(ReadOnlySpan<byte> frame) =>
        frame.Length > 2 && Of(frame[..^2]) == (frame[^2] | (frame[^1] << 8));
}
