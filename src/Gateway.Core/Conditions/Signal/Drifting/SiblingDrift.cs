using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The first input drifts away from its siblings: the median over days of its distance to the siblings' median has moved (domain rule
/// 7.5, slow drift). What weather or process do to all of them cancels out. Same unit for all inputs. Memory: <c>Window</c>.
/// </summary>
public sealed record SiblingDrift : JointCondition
{
    /// <summary>Width of the engineering range, in the points' unit, above 0.</summary>
    public required double Span { get; init; }

    /// <summary>Share of the range, above 0 to 1. Default 0.03.</summary>
    public double Share { get; init; } = 0.03;

    /// <summary>Whole hours, 24 h to 30 days. Default 7 days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Siblings with good values needed, 1 or more. Default 2: against one alone it is not known which of the two drifts.
    /// </summary>
    public int LeastSiblings { get; init; } = 2;

    /// <summary>Share of the shift that must be gone again, 0 to below 1. Default 0.2.</summary>
    public double Return { get; init; } = 0.2;

    public override ConditionKind Kind => ConditionKind.Drift;

    public override bool HearsTiers => false;

    public override double Threshold => Share * Span;

    public override double Band => Return * Threshold;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new SiblingDriftWindow(this) };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var watched = sample.Inputs[0].Last;
        if (!Trip.Usable(watched) || memory.Window is not SiblingDriftWindow window)
        {
            return ConditionVerdict.Hold;
        }

        var siblings = window.MedianOfSiblings(sample.Inputs, LeastSiblings);
        if (double.IsNaN(siblings))
        {
            return ConditionVerdict.Hold;
        }

        if (watched.Quality.IsGood())
        {
            window.Distance.Add(watched.Value - siblings, watched.Time);
        }

        var shift = Math.Abs(window.Distance.Shift);
        return Trip.Decide(watched, ref memory, shift > Threshold, shift > Threshold - Band);
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var watched = sample.Inputs.PointOf(0);
        var distance = (memory.Window as SiblingDriftWindow)?.Distance;
        var (was, now) = (LimitWords.Number(distance?.Reference ?? double.NaN, watched.Unit), LimitWords.Number(distance?.Recent ?? double.NaN, watched.Unit));
        var span = LimitWords.Span(Window);
        var limit = LimitWords.Number(Threshold, watched.Unit);
        return happened == AlarmEvent.Raised
            ? new($"{watched.Name.Zh} 与 {Inputs.Count - 1} 个同类测点中位数之差（{span.Zh}中位数）从 {was} 变为 {now}，变化超过 {limit}（量程的 {Share:P0}）",
                $"{watched.Name.En} has drifted from the median of its {Inputs.Count - 1} siblings: the distance (median over {span.En}) was {was} and is {now}, a shift over {limit} ({Share:P0} of full scale)")
            : new($"{watched.Name.Zh} 与同类测点之差回到 {was} 附近（{now}）", $"{watched.Name.En} is as far from its siblings as before: {now}, reference {was}");
    }
}
