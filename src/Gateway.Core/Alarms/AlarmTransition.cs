using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>One change of state of one alarm: an alarm is one condition of one point.</summary>
public sealed record AlarmTransition
{
    /// <summary>Unique over the site's life: <c>{alarm id}@{event ticks}/{event}</c>; the same history gives the same ids.</summary>
    public required string Id { get; init; }

    /// <summary><c>{point id}/{condition id}</c>, for example <c>gas-01.lel/red-high</c>.</summary>
    public required string AlarmId { get; init; }

    /// <summary>Index of the point in the running configuration; use <see cref="PointId"/> for anything stored.</summary>
    public required int Point { get; init; }

    public required string PointId { get; init; }

    public required ConditionKind Kind { get; init; }

    public required WarningTier Tier { get; init; }

    public required AlarmEvent Event { get; init; }

    public required AlarmState From { get; init; }

    public required AlarmState To { get; init; }

    /// <summary>Event time (source time of the data that decided, or the moment a delay ran out), UTC ticks.</summary>
    public required long EventTime { get; init; }

    /// <summary>When the gateway decided, UTC ticks of its own clock.</summary>
    public required long DecidedTime { get; init; }

    public required AlarmReason Reason { get; init; }

    /// <summary>Who acted; null for the gateway itself.</summary>
    public string? Actor { get; init; }

    /// <summary>The second person, where one was needed.</summary>
    public string? Approver { get; init; }

    /// <summary>The reason the person gave.</summary>
    public string? Note { get; init; }

    /// <summary>End of what silences, UTC ticks.</summary>
    public long? Until { get; init; }

    /// <summary>Event time at which the occurrence began, UTC ticks: all transitions of one occurrence share it. 0 when there is none.</summary>
    public long Occurrence { get; init; }

    /// <summary>One of the states A to F beneath what silences the alarm after the transition; null when nothing does.</summary>
    public AlarmState? Underlying { get; init; }

    /// <summary>What silences the alarm after the transition.</summary>
    public Veils Veils { get; init; }

    /// <summary>Whether the process itself is abnormal after the transition, also while the alarm is silenced.</summary>
    public bool IsAbnormal { get; init; }
}
