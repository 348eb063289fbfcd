using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>The present state of one alarm, as kept in the journal and restored at start.</summary>
/// <param name="State">What people are shown.</param>
/// <param name="RaisedTime">Event time of the last raise, UTC ticks; 0 when it never was.</param>
/// <param name="ChangedTime">Event time of the last change of state, UTC ticks.</param>
public sealed record AlarmRecord(
    string AlarmId, string PointId, ConditionKind Kind, WarningTier Tier, AlarmState State, long RaisedTime, long ChangedTime)
{
    /// <summary>What it is beneath while it is silenced; null when nothing silences it.</summary>
    public AlarmState? Underlying { get; init; }

    public Veils Veils { get; init; }

    /// <summary>When the last of what silences it ends, UTC ticks; null when it has no end of its own.</summary>
    public long? Until { get; init; }

    /// <summary>Event time at which the occurrence began, UTC ticks; 0 when there is none.</summary>
    public long Occurrence { get; init; }

    /// <summary>Who silenced it; null when logic did or nothing does.</summary>
    public string? Actor { get; init; }

    /// <summary>The second person, where one was needed.</summary>
    public string? Approver { get; init; }

    /// <summary>The reason given for silencing.</summary>
    public string? Note { get; init; }
}
