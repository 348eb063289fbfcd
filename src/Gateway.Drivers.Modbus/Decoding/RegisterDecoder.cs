using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Decoding;

/// <summary>Turns the registers of one point into its value. Immutable; safe from any thread; allocates only for text.</summary>
public sealed class RegisterDecoder
{
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    private readonly ModbusPointBinding _binding;
    private readonly ByteOrder _order;
    private readonly long[] _faultCodes;
    private readonly ulong _mask;
    private readonly int _shift;

    /// <param name="binding">Validated.</param>
    /// <param name="deviceOrder">Used when the binding names none.</param>
    /// <param name="deviceFaultCodes">Used when the binding has no list.</param>
    public RegisterDecoder(ModbusPointBinding binding, ByteOrder deviceOrder = ByteOrder.ABCD, IReadOnlyList<long>? deviceFaultCodes = null)
    {
        _binding = binding;
        _order = binding.Order ?? deviceOrder;
        _faultCodes = [.. binding.FaultCodes ?? deviceFaultCodes ?? []];
        Width = RegisterWidth.Of(binding);
        var (from, to) = binding.Bits is [var low, var high] ? (low, high) : binding.Bit is { } bit ? (bit, bit) : (0, 63);
        _shift = from;
        _mask = to - from == 63 ? ulong.MaxValue : (1UL << (to - from + 1)) - 1;
    }

    /// <summary>Registers (or bits of a bit table) it needs.</summary>
    public int Width { get; }

    public bool IsText => _binding.Type == RegisterType.String;

    /// <param name="data">Data of a reply: registers, or packed bits.</param>
    /// <param name="offset">Registers (or bits) before the point's first.</param>
    /// <param name="decimals">Decimal places the device told, 0..9; others make the value a configuration error.</param>
    public DecodedValue Decode(ReadOnlySpan<byte> data, int offset, int decimals = 0)
    {
        if (_binding.Type == RegisterType.Bit)
        {
            return Scale(RawRegisters.Bit(data, offset) ? 1 : 0, decimals);
        }

        if (IsText)
        {
            return new(double.NaN, Quality.Good);
        }

        var raw = RawRegisters.Read(data.Slice(offset * 2, Width * 2), _order);
        if (IsFaultCode(raw))
        {
            return DecodedValue.Bad(Quality.SensorFailure);
        }

        return TryNumber(raw, out var number) ? Judge(number, decimals) : DecodedValue.Bad(Quality.ConfigurationError);
    }

    /// <summary>The text of a string point.</summary>
    public string DecodeText(ReadOnlySpan<byte> data, int offset) => RawRegisters.Text(data.Slice(offset * 2, Width * 2), _order);

    private DecodedValue Judge(double number, int decimals)
    {
        // A float that is not a number is how many transmitters say that they have none.
        if (!double.IsFinite(number))
        {
            return DecodedValue.Bad(Quality.SensorFailure);
        }

        return _binding.Current is { } current ? CurrentLoop.Decode(number, current) : Scale(number, decimals);
    }

    private DecodedValue Scale(double number, int decimals) => (uint)decimals >= (uint)PowersOfTen.Length
        ? DecodedValue.Bad(Quality.ConfigurationError)
        : new(number / PowersOfTen[decimals] * _binding.Scale + _binding.Offset, Quality.Good);

    private bool TryNumber(ulong raw, out double number)
    {
        var bits = (raw >> _shift) & _mask;
        number = _binding.Type switch
        {
            RegisterType.Int16 => (short)raw,
            RegisterType.Int32 => (int)raw,
            RegisterType.Int64 => (long)raw,
            RegisterType.Float32 => BitConverter.UInt32BitsToSingle((uint)raw),
            RegisterType.Float64 => BitConverter.UInt64BitsToDouble(raw),
            _ => bits,
        };
        return _binding.Type switch
        {
            RegisterType.Bcd16 or RegisterType.Bcd32 => RawRegisters.TryBcd(raw, out number),
            RegisterType.IntegerDecimal => TryIntegerDecimal(raw, out number),
            _ => true,
        };
    }

    /// <summary>One decimal digit counts tenths, two count hundredths; more than 99 cannot be meant.</summary>
    private static bool TryIntegerDecimal(ulong raw, out double number)
    {
        var digits = raw & 0xFF;
        number = (raw >> 8) + digits / (digits < 10 ? 10.0 : 100.0);
        return digits < 100;
    }

    private bool IsFaultCode(ulong raw)
    {
        foreach (var code in _faultCodes)
        {
            if (raw == (ulong)code || (code < 0 && Signed(raw) == code) || (IsFloat && TryNumber(raw, out var number) && number == code))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsFloat => _binding.Type is RegisterType.Float32 or RegisterType.Float64;

    private long Signed(ulong raw) => Width switch { 1 => (short)raw, 2 => (int)raw, _ => (long)raw };
}
