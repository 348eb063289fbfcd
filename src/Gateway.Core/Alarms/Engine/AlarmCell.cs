using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms.Engine;

/// <summary>Which delay of an alarm is running.</summary>
internal enum PendingDelay : byte
{
    None = 0,
    On = 1,
    Off = 2,
}

/// <summary>What every reading looks at of one alarm; at most a cache line. Times are UTC ticks of event time.</summary>
internal struct AlarmCell
{
    public ConditionMemory Memory;

    /// <summary>When the running delay began.</summary>
    public long Since;

    /// <summary>A to F, whatever silences the alarm.</summary>
    public AlarmState State;
    public PendingDelay Pending;

    /// <summary>An on-delay that waits for its next proof; it cannot run out meanwhile.</summary>
    public bool Frozen;
    public Veils Veils;

    public readonly bool IsAbnormal => AlarmLifecycle.IsAbnormal(State);

    public readonly AlarmStanding Standing => new(State, Veils);
}

/// <summary>What only a change of state looks at.</summary>
internal struct AlarmHistory
{
    public long Raised;
    public long Changed;

    /// <summary>Event time of the first raise of the occurrence; 0 when there is none.</summary>
    public long Occurrence;

    /// <summary>Our clock when it was acknowledged; re-alarm counts from here.</summary>
    public long Acknowledged;

    /// <summary>Our clock at the last recheck of a joint condition: it is not asked twice for one moment.</summary>
    public long Rechecked;

    /// <summary>Null when nothing silences the alarm.</summary>
    public VeilBook? Veils;
}
