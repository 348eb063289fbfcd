using System.Text;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Decoding;

/// <summary>Registers as they came to numbers, bits and text in the order the device uses.</summary>
public static class RawRegisters
{
    /// <summary>One, two or four registers as an unsigned number.</summary>
    public static ulong Read(ReadOnlySpan<byte> bytes, ByteOrder order)
    {
        var words = bytes.Length / 2;
        var lowWordFirst = order is ByteOrder.CDAB or ByteOrder.DCBA;
        var swapped = SwapsBytes(order);
        ulong raw = 0;
        for (var i = 0; i < words; i++)
        {
            var at = (lowWordFirst ? words - 1 - i : i) * 2;
            var word = swapped ? bytes[at + 1] << 8 | bytes[at] : bytes[at] << 8 | bytes[at + 1];
            raw = raw << 16 | (uint)word;
        }

        return raw;
    }

    /// <summary>The reverse of <see cref="Read"/>.</summary>
    public static void Write(ulong raw, Span<byte> bytes, ByteOrder order)
    {
        var words = bytes.Length / 2;
        var lowWordFirst = order is ByteOrder.CDAB or ByteOrder.DCBA;
        var swapped = SwapsBytes(order);
        for (var i = words - 1; i >= 0; i--, raw >>= 16)
        {
            var at = (lowWordFirst ? words - 1 - i : i) * 2;
            bytes[swapped ? at + 1 : at] = (byte)(raw >> 8);
            bytes[swapped ? at : at + 1] = (byte)raw;
        }
    }

    /// <summary>One bit of packed coils; the first is the least significant bit of the first byte (V1.1b3, 6.1).</summary>
    public static bool Bit(ReadOnlySpan<byte> packed, int index) => (packed[index >> 3] >> (index & 7) & 1) != 0;

    /// <summary>UTF-8 up to the first NUL, blanks at the end taken off.</summary>
    public static string Text(ReadOnlySpan<byte> bytes, ByteOrder order)
    {
        Span<byte> ordered = stackalloc byte[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            ordered[i] = bytes[SwapsBytes(order) ? i ^ 1 : i];
        }

        var end = ordered.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? ordered : ordered[..end]).TrimEnd();
    }

    /// <summary>Decimal digits packed four to a register; false when one is above nine.</summary>
    public static bool TryBcd(ulong raw, out double value)
    {
        value = 0;
        for (var shift = 28; shift >= 0; shift -= 4)
        {
            var digit = raw >> shift & 0xF;
            if (digit > 9)
            {
                return false;
            }

            value = value * 10 + digit;
        }

        return true;
    }

    private static bool SwapsBytes(ByteOrder order) => order is ByteOrder.BADC or ByteOrder.DCBA;
}
