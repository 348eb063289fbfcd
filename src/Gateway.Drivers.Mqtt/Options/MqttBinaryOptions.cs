namespace Gateway.Drivers.Mqtt.Options;

/// <summary>A field of a binary payload, in the words of the Modbus decoder.</summary>
public sealed record MqttBinaryOptions
{
    /// <summary>First byte, 0-based.</summary>
    public int Position { get; init; }

    /// <summary><c>int16</c>, <c>uint16</c>, <c>int32</c>, <c>uint32</c>, <c>int64</c>, <c>uint64</c>, <c>float32</c> (default), <c>float64</c>, <c>uint8</c>, <c>int8</c>; the plugged decoder may know more.</summary>
    public string Type { get; init; } = "float32";

    /// <summary>Byte order <c>abcd</c> (default, big-endian), <c>cdab</c>, <c>badc</c> or <c>dcba</c>.</summary>
    public string Order { get; init; } = "abcd";

    /// <summary>Take one bit (0 = lowest) instead of the number; null = the number.</summary>
    public int? Bit { get; init; }
}
