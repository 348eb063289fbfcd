using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>
/// One thing that can be wrong with a point. Immutable and shared; all that changes is in the <see cref="ConditionMemory"/>
/// that the caller keeps, so judging is a pure function of (sample, memory). Delays and latching are applied by the caller.
/// </summary>
public abstract record Condition
{
    /// <summary>Unique within its point, for example <c>red-high</c>. The alarm's id is <c>{point id}/{condition id}</c>.</summary>
    public required string Id { get; init; }

    public required WarningTier Tier { get; init; }

    public required RuleBasis Basis { get; init; }

    /// <summary>How long the condition must hold before the alarm is raised. Default 0.</summary>
    public TimeSpan OnDelay { get; init; }

    /// <summary>How long it must be absent before the alarm returns to normal. Default 0.</summary>
    public TimeSpan OffDelay { get; init; }

    /// <summary>True when the alarm stands after the return to normal until a person acknowledges and resets it.</summary>
    public bool Latch { get; init; }

    /// <summary>Of kinds that speak of the signal only: the rule pack wants the tier though it is above yellow.</summary>
    public bool AllowsHighTier { get; init; }

    public abstract ConditionKind Kind { get; }

    /// <summary>The figure compared with, in the point's unit (seconds for times); NaN when there is none.</summary>
    public virtual double Threshold => double.NaN;

    /// <summary>Deadband in the point's unit; 0 when none.</summary>
    public virtual double Band => 0;

    /// <summary>True when the condition compares the value, so that a NaN said to be good is no value at all.</summary>
    public virtual bool NeedsNumber => false;

    /// <summary>The memory before the first sample. <paramref name="now"/> is when watching began, UTC ticks.</summary>
    public virtual ConditionMemory Begin(long now) => default;

    public abstract ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory);

    /// <summary>Event time (UTC ticks) from which silence alone makes the condition abnormal; <see cref="long.MaxValue"/> when it never does.</summary>
    public virtual long SilenceDeadline(in ConditionMemory memory) => long.MaxValue;

    /// <summary>
    /// Nothing was watched between these two event times (UTC ticks), which proves nothing: neither raises nor clears anything by itself. What is
    /// measured as silence counts anew from the second.
    /// </summary>
    public virtual void Skip(long from, long until, ref ConditionMemory memory) => memory.Window?.Skip(from, until);

    /// <summary>The same of one moment: abnormal from the deadline on, before it silence proves nothing.</summary>
    public ConditionVerdict JudgeSilence(long now, in ConditionMemory memory) =>
        now >= SilenceDeadline(memory) ? ConditionVerdict.Abnormal : ConditionVerdict.Hold;

    /// <summary>The comparison in words, without tier, delay and basis, for example "52 %LEL at or above the limit 50 %LEL".</summary>
    internal abstract LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened);
}
