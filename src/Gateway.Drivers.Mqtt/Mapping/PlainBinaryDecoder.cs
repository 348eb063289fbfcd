using System.Buffers.Binary;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>The built-in decoder: integers and floats in the four usual byte orders.</summary>
public sealed class PlainBinaryDecoder : IBinaryDecoder
{
    private readonly MqttBinaryOptions _options;
    private readonly int _size;

    private PlainBinaryDecoder(MqttBinaryOptions options, int size)
    {
        _options = options;
        _size = size;
    }

    public static IBinaryDecoderFactory Factory { get; } = new PlainFactory();

    public bool TryDecode(ReadOnlySpan<byte> payload, out double value, out Quality quality)
    {
        value = double.NaN;
        quality = Quality.ConfigurationError;
        if (_options.Position > payload.Length - _size)
        {
            return false;
        }

        Span<byte> ordered = stackalloc byte[8];
        ordered = ordered[.._size];
        payload.Slice(_options.Position, _size).CopyTo(ordered);
        Reorder(ordered);
        value = _options.Bit is { } bit ? (Bits(ordered) >> bit) & 1 : Number(ordered);
        quality = double.IsFinite(value) ? Quality.Good : Quality.SensorFailure;
        value = double.IsFinite(value) ? value : double.NaN;
        return true;
    }

    private static ulong Bits(ReadOnlySpan<byte> ordered)
    {
        var bits = 0UL;
        foreach (var part in ordered)
        {
            bits = (bits << 8) | part;
        }

        return bits;
    }

    /// <summary>Brings the bytes to big-endian: swap in each 16-bit word, then the words.</summary>
    private void Reorder(Span<byte> bytes)
    {
        if (_options.Order is "badc" or "dcba")
        {
            for (var i = 0; i + 1 < bytes.Length; i += 2)
            {
                (bytes[i], bytes[i + 1]) = (bytes[i + 1], bytes[i]);
            }
        }

        if (_options.Order is "cdab" or "dcba")
        {
            for (int i = 0, j = bytes.Length - 2; i < j; i += 2, j -= 2)
            {
                (bytes[i], bytes[j]) = (bytes[j], bytes[i]);
                (bytes[i + 1], bytes[j + 1]) = (bytes[j + 1], bytes[i + 1]);
            }
        }
    }

    private double Number(ReadOnlySpan<byte> bytes) => _options.Type switch
    {
        "uint8" => bytes[0],
        "int8" => (sbyte)bytes[0],
        "int16" => BinaryPrimitives.ReadInt16BigEndian(bytes),
        "uint16" => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        "int32" => BinaryPrimitives.ReadInt32BigEndian(bytes),
        "uint32" => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        "int64" => BinaryPrimitives.ReadInt64BigEndian(bytes),
        "uint64" => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        "float64" => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        _ => BinaryPrimitives.ReadSingleBigEndian(bytes),
    };

    private sealed class PlainFactory : IBinaryDecoderFactory
    {
        public IBinaryDecoder? Create(MqttBinaryOptions options)
        {
            var size = options.Type switch
            {
                "uint8" or "int8" => 1,
                "int16" or "uint16" => 2,
                "int32" or "uint32" or "float32" => 4,
                "int64" or "uint64" or "float64" => 8,
                _ => 0,
            };
            var knownOrder = options.Order is "abcd" or "cdab" or "badc" or "dcba";
            var inside = options.Position >= 0 && (options.Bit is null || (options.Bit >= 0 && options.Bit < size * 8));
            return size > 0 && knownOrder && inside ? new PlainBinaryDecoder(options, size) : null;
        }
    }
}
