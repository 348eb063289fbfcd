using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Warnings;

/// <summary>
/// A change of the tier of a point: what people are told. The tier is the highest of the point's standing alarms, so a
/// value that jumps over four limits at once gives one event, not four.
/// </summary>
public sealed record WarningEvent
{
    /// <summary>Unique: <c>{point id}@{event ticks}/{tier}</c>. Receivers drop what they have seen.</summary>
    public required string Id { get; init; }

    public required Point Point { get; init; }

    public required WarningTier From { get; init; }

    public required WarningTier To { get; init; }

    /// <summary>Event time, UTC ticks.</summary>
    public required long EventTime { get; init; }

    /// <summary>When the gateway received the data that decided (or the timer ran out), UTC ticks.</summary>
    public required long ReceivedTime { get; init; }

    /// <summary>When the gateway decided, UTC ticks.</summary>
    public required long DecidedTime { get; init; }

    /// <summary>The alarm that decides the new tier (for a clearing, the one that went last).</summary>
    public required AlarmTransition Cause { get; init; }

    /// <summary>True when an alarm acknowledged long ago and still abnormal asks for attention again; the tier is the same.</summary>
    public bool IsReminder => To == From;

    public bool IsRaise => To >= From;
}
