namespace Gateway.Core.Measurements;

/// <summary>
/// How far a value can be trusted, in the byte codes of OPC DA: the two top bits are the class (bad 0, uncertain 64,
/// good 192), the rest says why. The default is <see cref="Bad"/>: a value nobody vouched for is never good.
/// </summary>
public enum Quality : byte
{
    /// <summary>No usable value, reason unknown.</summary>
    Bad = 0,

    /// <summary>The configuration does not fit what the device sent (type, length, path).</summary>
    ConfigurationError = 4,

    /// <summary>The source has never been reached since the start.</summary>
    NotConnected = 8,

    /// <summary>The device answered that it cannot (Modbus exception, device fault bit).</summary>
    DeviceFailure = 12,

    /// <summary>The sensor is broken: fault code, NE 43 fault current, fault bit.</summary>
    SensorFailure = 16,

    /// <summary>The value is old; the source is silent.</summary>
    LastKnown = 20,

    /// <summary>Communication failed: time-out, connection lost, damaged frame.</summary>
    CommunicationFailure = 24,

    /// <summary>Taken out of service: inhibited, in maintenance, warming up, calibrating.</summary>
    OutOfService = 28,

    /// <summary>Usable with care, reason unknown.</summary>
    Uncertain = 64,

    /// <summary>The last good value stands in for the present one.</summary>
    LastUsable = 68,

    /// <summary>Outside the accuracy the sensor promises (for example NE 43 3.6-3.8 mA, clock far off).</summary>
    NotAccurate = 80,

    /// <summary>Outside the engineering range; the true value may lie farther out.</summary>
    RangeExceeded = 84,

    /// <summary>Derived from fewer sources than required.</summary>
    SubNormal = 88,

    /// <summary>Good.</summary>
    Good = 192,

    /// <summary>Good, but entered or held by hand.</summary>
    LocalOverride = 216,
}

/// <summary>The class of a <see cref="Quality"/>. Rules run on good; uncertain may raise but not clear; bad freezes.</summary>
public static class QualityExtensions
{
    public static bool IsGood(this Quality quality) => ((byte)quality & 0xC0) == 0xC0;

    public static bool IsUncertain(this Quality quality) => ((byte)quality & 0xC0) == 0x40;

    public static bool IsBad(this Quality quality) => ((byte)quality & 0xC0) == 0;

    /// <summary>The worse of the two: the lower class, and within a class the lower code.</summary>
    public static Quality Worse(this Quality left, Quality right) => (byte)left <= (byte)right ? left : right;
}
