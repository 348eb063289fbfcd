namespace Gateway.Core.Conditions;

/// <summary>What can be wrong with a signal. The numbers are stored; never reuse one.</summary>
public enum ConditionKind : byte
{
    HighLimit = 1,
    LowLimit = 2,

    /// <summary>The detector's own alarm bits.</summary>
    DetectorAlarm = 3,

    /// <summary>Outside the engineering range (saturated or impossible).</summary>
    OutOfRange = 4,

    /// <summary>The sensor or device reports itself broken, or a fault code or fault current was read.</summary>
    SensorFault = 5,

    /// <summary>The last good value is older than allowed.</summary>
    Stale = 6,

    /// <summary>The source cannot be reached.</summary>
    Offline = 7,

    /// <summary>Inhibited, bypassed, warming up or out of service.</summary>
    OutOfService = 8,

    /// <summary>The gateway itself: history missing, disk full, clock off.</summary>
    System = 9,
}
