using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>What makes a joint condition be judged anew.</summary>
public enum JointTrigger : byte
{
    /// <summary>Every judged reading of an input, and every change of an input's tier.</summary>
    Readings = 0,
    /// <summary>Only a change of an input's tier.</summary>
    Tiers = 1,
}

/// <summary>
/// A condition over several points. It hangs on a subject (a machine, a zone, the site: a <see cref="Point"/> with
/// <see cref="Point.IsDerived"/>, or one of the sensors) and judges what all its inputs read now. Pure like the others: what changes
/// is in the memory. Times are clamped to go forward: <see cref="JointSample.Time"/> never lies before an earlier one.
/// </summary>
public abstract record JointCondition : Condition
{
    /// <summary>Ids of the points looked at; unknown ids are refused when the rules are loaded.</summary>
    public required ValueList<string> Inputs { get; init; }

    public virtual JointTrigger Trigger => JointTrigger.Readings;

    /// <summary>
    /// False when it looks at nothing but what its inputs read and whether they are silent: then their tiers need not be settled first, and points
    /// may listen to each other, as siblings do. Default true.
    /// </summary>
    public virtual bool HearsTiers => true;

    public abstract ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory);

    /// <summary>Event time (UTC ticks) at which to judge again though nothing arrived; <see cref="long.MaxValue"/> for never.</summary>
    public virtual long RecheckAt(in ConditionMemory memory) => long.MaxValue;

    /// <summary>A sample of the subject itself proves nothing here.</summary>
    public sealed override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory) => ConditionVerdict.Hold;

    internal sealed override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened) =>
        new("", "");

    /// <summary>The comparison in words, naming the inputs and their values.</summary>
    internal abstract LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened);
}

/// <summary>What a joint condition is shown.</summary>
/// <param name="inputs">All its points.</param>
/// <param name="time">Our clock at the receipt of what changed, or at the recheck, UTC ticks: the one clock all inputs share. Never before that of an earlier call.</param>
/// <param name="received">Our clock, UTC ticks.</param>
/// <param name="changed">Index of the input that made it be judged; -1 when only time passed, or when several changed at once.</param>
public readonly ref struct JointSample(InputView inputs, long time, long received, int changed)
{
    public InputView Inputs { get; } = inputs;

    public long Time { get; } = time;

    public long Received { get; } = received;

    public int Changed { get; } = changed;
}
