using System.Buffers.Binary;

namespace Gateway.Simulators.Encoding;

/// <summary>
/// Engineering values to registers. The simulators' own: it shares nothing with the gateway's decoder, so that an error
/// in one cannot cancel itself out in the other.
/// </summary>
public static class RegisterEncoder
{
    /// <summary>Registers the type takes; 1 for a bit.</summary>
    public static int Width(RegisterType type) => type switch
    {
        RegisterType.Int32 or RegisterType.UInt32 or RegisterType.Float32 or RegisterType.Bcd32 => 2,
        RegisterType.Int64 or RegisterType.UInt64 or RegisterType.Float64 => 4,
        _ => 1,
    };

    /// <summary>
    /// Encodes <paramref name="value"/> / <paramref name="scale"/>, rounded and held inside the type's range.
    /// </summary>
    /// <returns>The value a correct reader gets back.</returns>
    public static double Encode(double value, RegisterType type, ByteOrder order, double scale, Span<ushort> registers)
    {
        var raw = value / scale;
        var bits = Bits(ref raw, type);
        Place(bits, Width(type), order, registers);
        return raw * scale;
    }

    /// <summary>Lays a bit pattern over registers.</summary>
    public static void Place(ulong bits, int width, ByteOrder order, Span<ushort> registers)
    {
        for (var i = 0; i < width; i++)
        {
            var word = (ushort)(bits >> (16 * (width - 1 - i)));
            var at = order is ByteOrder.Cdab or ByteOrder.Dcba ? width - 1 - i : i;
            registers[at] = order is ByteOrder.Badc or ByteOrder.Dcba ? BinaryPrimitives.ReverseEndianness(word) : word;
        }
    }

    private static ulong Bits(ref double raw, RegisterType type)
    {
        switch (type)
        {
            case RegisterType.Float32:
                var single = (float)raw;
                raw = single;
                return BitConverter.SingleToUInt32Bits(single);
            case RegisterType.Float64:
                return BitConverter.DoubleToUInt64Bits(raw);
            case RegisterType.Bcd16 or RegisterType.Bcd32:
                raw = Held(raw, 0, type == RegisterType.Bcd16 ? 9_999 : 99_999_999);
                return Bcd((ulong)raw);
            case RegisterType.Int64:
                raw = Math.Round(raw, MidpointRounding.AwayFromZero);
                return unchecked((ulong)(long)raw);
            case RegisterType.UInt64:
                raw = Math.Max(0, Math.Round(raw, MidpointRounding.AwayFromZero));
                return (ulong)raw;
            default:
                var (low, high) = Limits(type);
                raw = Held(raw, low, high);
                return unchecked((ulong)(long)raw);
        }
    }

    private static (double Low, double High) Limits(RegisterType type) => type switch
    {
        RegisterType.Bit => (0, 1),
        RegisterType.Int16 => (short.MinValue, short.MaxValue),
        RegisterType.UInt16 => (0, ushort.MaxValue),
        RegisterType.Int32 => (int.MinValue, int.MaxValue),
        _ => (0, uint.MaxValue),
    };

    private static double Held(double raw, double low, double high) =>
        double.IsNaN(raw) ? low : Math.Clamp(Math.Round(raw, MidpointRounding.AwayFromZero), low, high);

    private static ulong Bcd(ulong number)
    {
        ulong bits = 0;
        for (var shift = 0; number > 0; shift += 4)
        {
            bits |= number % 10 << shift;
            number /= 10;
        }

        return bits;
    }
}
