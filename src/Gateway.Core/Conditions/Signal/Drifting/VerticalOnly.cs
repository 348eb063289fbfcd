using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// A prism or GNSS point moves upward and hardly sideways: ground of a failing slope does not do that, refraction, a knocked instrument
/// and a lost station do (domain rules 2.6, prism 31-2004: suspect). Inputs: east, north, up, in one unit. Against the medians of the
/// last 15 epochs, so a lasting uplift becomes the new level after eight. Memory: <c>Time</c> = last epoch, <c>First</c> = rise,
/// <c>Second</c> = sideways movement, <c>Window</c>.
/// </summary>
public sealed record VerticalOnly : JointCondition
{
    /// <summary>In the points' unit, above 0. Default 20 (mm), four times the working accuracy of a prism at 1 km.</summary>
    public double LeastRise { get; init; } = 20;

    /// <summary>Sideways movement by the rise, up to which it counts as vertical only, above 0. Default 0.25.</summary>
    public double MostSideways { get; init; } = 0.25;

    /// <summary>East, north and up belong to one epoch when no farther apart than this. Default 5 min.</summary>
    public TimeSpan Epoch { get; init; } = TimeSpan.FromMinutes(5);

    public override ConditionKind Kind => ConditionKind.Drift;

    public override bool HearsTiers => false;

    public override double Threshold => LeastRise;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new AxesWindow() };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var (east, north, up) = (sample.Inputs[0].Last, sample.Inputs[1].Last, sample.Inputs[2].Last);
        if (memory.Window is not AxesWindow window || !Trip.Usable(east) || !Trip.Usable(north) || !Trip.Usable(up))
        {
            return ConditionVerdict.Hold;
        }

        var (first, last) = (Math.Min(up.Time, Math.Min(east.Time, north.Time)), Math.Max(up.Time, Math.Max(east.Time, north.Time)));
        if (last - first > Epoch.Ticks || first <= memory.Time)
        {
            return ConditionVerdict.Hold;
        }

        memory.Time = last;
        (memory.First, memory.Second) = window.Move(east.Value, north.Value, up.Value);
        var suspect = memory.First >= LeastRise && memory.Second <= MostSideways * memory.First;
        var worst = sample.Inputs[0].Last with { Quality = east.Quality.Worse(north.Quality.Worse(up.Quality)) };
        return Trip.Decide(worst, ref memory, suspect, notCleared: memory.First >= 0.5 * LeastRise);
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var unit = sample.Inputs.PointOf(2).Unit;
        var (rise, sideways) = (LimitWords.Number(memory.First, unit), LimitWords.Number(memory.Second, unit));
        return happened == AlarmEvent.Raised
            ? new($"{subject.Name.Zh} 仅竖直向上移动 {rise}（水平 {sideways}，相对最近 15 次观测中位数）：可疑，边坡失稳不会只向上",
                $"{subject.Name.En} moved upward only, {rise} (sideways {sideways}, against the median of its last 15 epochs): suspect, a failing slope does not only rise")
            : new($"{subject.Name.Zh} 的竖直偏移已回落（{rise}，水平 {sideways}）", $"the rise of {subject.Name.En} is gone ({rise}, sideways {sideways})");
    }
}
