using Gateway.Core.Alarms;
using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Joint;

/// <summary>
/// One alarm instead of hundreds: raised when more than <see cref="Share"/> of the points of a place were lost within <see cref="Within"/>
/// (domain rule 7.5 [P]: 50 % in 5 min), until no more than that share is lost. Keeps in <see cref="ConditionMemory.Time"/> when it last
/// looked at every input, in <see cref="ConditionMemory.Count"/> how many are lost, in its window since when each is.
/// </summary>
public sealed record MassOffline : JointCondition
{
    // A change tells of one input only; every so often all are looked at.
    private static readonly long s_sweepEvery = TimeSpan.FromSeconds(10).Ticks;

    /// <summary>0 to 1; more than this share must be lost. Default 0.5.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>Default 5 min.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);

    public override ConditionKind Kind => ConditionKind.MassOffline;

    /// <summary>A loss shows as an alarm on the signal: readings would only cost time.</summary>
    public override JointTrigger Trigger => JointTrigger.Tiers;

    public override double Threshold => Share;

    public override ConditionMemory Begin(long now) => new() { Time = long.MinValue, Window = new LossWindow(Inputs.Count) };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var window = (LossWindow)memory.Window!;
        if (sample.Changed >= 0 && memory.Time != long.MinValue && sample.Time - memory.Time < s_sweepEvery)
        {
            memory.Count += window.Look(sample.Changed, sample.Inputs, sample.Time);
        }
        else
        {
            memory.Time = sample.Time;
            memory.Count = window.LookAtAll(sample.Inputs, sample.Time);
        }

        var most = Share * Inputs.Count;
        memory.Tripped = memory.Count > most && (memory.Tripped || window.LostSince(sample.Time - Within.Ticks) > most);
        return memory.Tripped ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var (within, share) = (LimitWords.Span(Within), LimitWords.Percent(Share));
        var count = memory.Count;
        return happened == AlarmEvent.Raised
            ? new($"{Inputs.Count} 个测点中 {count} 个失联，其中 {within.Zh}内失联的超过全部的 {share}（多为供电或通信的共同原因）",
                $"{count} of {Inputs.Count} points are lost, more than {share} of all of them within {within.En} (look for a common cause: power, network)")
            : new($"{Inputs.Count} 个测点中只有 {count} 个仍失联（界限 {share}）",
                $"only {count} of {Inputs.Count} points are still lost (bound {share})");
    }
}
