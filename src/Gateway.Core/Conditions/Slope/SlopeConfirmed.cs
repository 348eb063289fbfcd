using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>
/// A tier of motion that the neighbours must bear out (domain rules 9.2): as <see cref="SlopeMotion"/> on the first input, but not raised while every
/// other input is heard, good and below blue, unless the point is at 50 mm/d. The next lower tier then stands alone, which is the "one tier less" of
/// the rule. A silent neighbour denies nothing. Memory: <c>Window</c> = <see cref="SlopeGroupWindow"/> of one, <c>Count</c> = the criterion met last.
/// </summary>
public sealed record SlopeConfirmed : JointCondition
{
    public required SlopeSettings Motion { get; init; }

    public required SlopeCriteria Criteria { get; init; }

    /// <summary>0 or more, below 1.</summary>
    public double Deadband { get; init; } = SlopeMotion.DefaultDeadband;

    public override ConditionKind Kind => ConditionKind.SlopeMotion;

    public override double Threshold => Criteria.VelocityAbove ?? double.NaN;

    public override ConditionMemory Begin(long now) => new() { Window = new SlopeGroupWindow(Motion, 1) };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var group = (SlopeGroupWindow)memory.Window!;
        group.Take(sample);
        var now = group[0].Assessment;
        if (!now.IsKnown)
        {
            return ConditionVerdict.Hold;
        }

        var met = Criteria.Met(now, memory.Tripped ? 1 - Deadband : 1);
        if (met != SlopeCriterion.None && (memory.Tripped || !SlopeLone.IsAlone(sample.Inputs, now)))
        {
            (memory.Tripped, memory.Count) = (true, (int)met);
            return ConditionVerdict.Abnormal;
        }

        if (!SlopeGroupWindow.IsHeard(sample.Inputs[0]) || !sample.Inputs[0].Last.Quality.IsGood())
        {
            return ConditionVerdict.Hold;
        }

        memory.Tripped = false;
        return ConditionVerdict.Normal;
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var group = (SlopeGroupWindow)memory.Window!;
        var own = SlopeWords.Motion(group[0].Assessment, Criteria, (SlopeCriterion)memory.Count, happened);
        return happened == AlarmEvent.Raised
            ? new($"{own.Zh}；相邻测点未否定", $"{own.En}; the neighbours do not deny it")
            : own;
    }
}
