using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms;

/// <summary>Everything needed to check by hand why an alarm changed state. Logged, stored and shown.</summary>
public sealed record AlarmReason
{
    public required ConditionKind Kind { get; init; }

    /// <summary>The value judged, in the point's unit; NaN when there was none.</summary>
    public required double Value { get; init; }

    public required Quality Quality { get; init; }

    public DetectorFlags Flags { get; init; }

    /// <summary>The limit compared with, in the point's unit (seconds for stale); NaN when the condition has none.</summary>
    public double Limit { get; init; } = double.NaN;

    /// <summary>Deadband in the point's unit, 0 when none.</summary>
    public double Deadband { get; init; }

    /// <summary>The delay that had to pass before this transition (on-delay or off-delay).</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Event time at which the condition began to hold (or to be absent), UTC ticks.</summary>
    public long Since { get; init; }

    public required RuleBasis Basis { get; init; }

    /// <summary>One sentence in each language: inputs, comparison, rule, and why this tier and not the next.</summary>
    public required LocalizedText Text { get; init; }

    /// <summary>Every point that was looked at, with what it read.</summary>
    public IReadOnlyList<ReasonInput> Inputs { get; init; } = [];

    /// <summary>Why the tier is not the next one; null when there is nothing to say.</summary>
    public LocalizedText? WhyNotHigher { get; init; }

    /// <summary>What lowers trust in the inputs; null when nothing does.</summary>
    public LocalizedText? Trust { get; init; }

    /// <summary>What to do now at the site, from the rule pack; null when it says nothing.</summary>
    public LocalizedText? Advice { get; init; }
}

/// <summary>One point as it stood when an alarm changed.</summary>
/// <param name="Time">Source time, UTC ticks.</param>
public sealed record ReasonInput(string PointId, double Value, string Unit, Quality Quality, long Time);
