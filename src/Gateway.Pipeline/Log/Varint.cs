namespace Gateway.Pipeline.Log;

/// <summary>Unsigned LEB128 and zigzag, as in Protocol Buffers.</summary>
internal static class Varint
{
    /// <summary>Most bytes a 64-bit number takes.</summary>
    public const int MaxSize = 10;

    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    public static int Write(Span<byte> span, ulong value)
    {
        var at = 0;
        while (value >= 0x80)
        {
            span[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[at++] = (byte)value;
        return at;
    }

    public static bool TryRead(ref ReadOnlySpan<byte> span, out ulong value)
    {
        value = 0;
        for (var at = 0; at < span.Length && at < MaxSize; at++)
        {
            value |= (ulong)(span[at] & 0x7F) << (7 * at);
            if (span[at] < 0x80)
            {
                span = span[(at + 1)..];
                return true;
            }
        }

        return false;
    }
}
