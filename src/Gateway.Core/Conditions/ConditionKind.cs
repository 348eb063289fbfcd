namespace Gateway.Core.Conditions;

/// <summary>What can be wrong with a signal or a place. The numbers are stored; never reuse one.</summary>
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
    RateOfChange = 10,
    /// <summary>Mean, least or greatest value of a moving window.</summary>
    WindowLimit = 11,
    /// <summary>STEL: 15 minute time-weighted mean.</summary>
    ShortTermExposure = 12,
    /// <summary>TWA: 8 hour time-weighted mean.</summary>
    TimeWeightedAverage = 13,
    /// <summary>Peak exposure beside a TWA without STEL.</summary>
    Excursion = 14,
    /// <summary>MAC: never to be exceeded.</summary>
    Ceiling = 15,
    /// <summary>Outside a band around a wanted value.</summary>
    Band = 16,
    FlatLine = 20,
    Saturation = 21,
    Spike = 22,
    Step = 23,
    Drift = 24,
    RepeatedPattern = 25,
    SwappedChannel = 26,
    LostDuringRise = 27,
    /// <summary>Calibration or bump test overdue.</summary>
    Overdue = 28,
    WarmUp = 29,
    NegativeDrift = 34,
    Voting = 35,
    Expression = 36,
    /// <summary>A point against its neighbours.</summary>
    Neighbours = 37,
    /// <summary>Many points of a lower tier count as one of a higher.</summary>
    Promotion = 38,
    /// <summary>Most points of a place lost at once.</summary>
    MassOffline = 39,
    /// <summary>Velocity, acceleration, tangent angle or forecast of a slope.</summary>
    SlopeMotion = 40,
    SlopeStep = 41,
    Rain = 42,
    PowerBaseline = 50,
    PowerUnderSuspension = 51,
    SafetyFeederLost = 52,
    PhaseLoss = 53,
    LoadDrop = 54,
    Undeclared = 55,
}

public static class ConditionKindExtensions
{
    /// <summary>True when the kind speaks of the signal, not of the danger: alone it never counts above yellow unless a pack says so.</summary>
    public static bool IsQuality(this ConditionKind kind) => kind is
        ConditionKind.OutOfRange or ConditionKind.SensorFault or ConditionKind.Stale or ConditionKind.Offline or ConditionKind.OutOfService
        or (>= ConditionKind.FlatLine and <= ConditionKind.NegativeDrift) or ConditionKind.MassOffline;
}
