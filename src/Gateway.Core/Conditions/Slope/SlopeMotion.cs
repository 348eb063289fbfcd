using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;

namespace Gateway.Core.Conditions;

/// <summary>
/// One tier of a slope's motion, on a displacement point in mm (domain rules 9.2): velocity, acceleration, tangent angle or forecast life. Until
/// there are samples enough, and after a step that began the window anew, it holds. Memory: <c>Window</c> = <see cref="SlopeWindow"/>, <c>Count</c> =
/// the criterion met last.
/// </summary>
/// <remarks>
/// Each tier keeps a window of its own, so that it is saved and reloaded like any other condition. Computing happens once a cadence and costs
/// microseconds; per reading a tier costs an addition.
/// </remarks>
public sealed record SlopeMotion : Condition
{
    /// <summary>Share of each limit by which the motion must fall to clear: 20 % (domain rules 9.2).</summary>
    public const double DefaultDeadband = 0.2;

    public required SlopeSettings Motion { get; init; }

    public required SlopeCriteria Criteria { get; init; }

    /// <summary>0 or more, below 1.</summary>
    public double Deadband { get; init; } = DefaultDeadband;

    public override ConditionKind Kind => ConditionKind.SlopeMotion;

    /// <summary>The velocity limit in mm/d; NaN when the tier has none.</summary>
    public override double Threshold => Criteria.VelocityAbove ?? double.NaN;

    public override double Band => Criteria.VelocityAbove * Deadband ?? 0;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new SlopeWindow(Motion) };

    /// <summary>The newest assessment, for display.</summary>
    public static SlopeAssessment AssessmentOf(in ConditionMemory memory) => ((SlopeWindow)memory.Window!).Assessment;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (sample.Quality.IsBad() || !double.IsFinite(sample.Value))
        {
            return ConditionVerdict.Hold;
        }

        var window = (SlopeWindow)memory.Window!;
        if (window.Take(sample))
        {
            Compare(window.Assessment, ref memory);
        }

        if (memory.Tripped && window.Assessment.IsKnown)
        {
            return ConditionVerdict.Abnormal;
        }

        return window.Assessment.IsKnown && sample.Quality.IsGood() ? ConditionVerdict.Normal : ConditionVerdict.Hold;
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened) =>
        SlopeWords.Motion(AssessmentOf(memory), Criteria, (SlopeCriterion)memory.Count, happened);

    private void Compare(in SlopeAssessment now, ref ConditionMemory memory)
    {
        if (now.IsKnown)
        {
            var met = Criteria.Met(now, 1);
            if (met == SlopeCriterion.None && memory.Tripped)
            {
                met = Criteria.Met(now, 1 - Deadband);
            }

            memory.Tripped = met != SlopeCriterion.None;
            memory.Count = (int)met;
        }
    }
}
