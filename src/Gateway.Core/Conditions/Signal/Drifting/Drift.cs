using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The median of the last days has moved away from that of the first such span after watching began (domain rule 7.5: 7 days, 3 %FS). For
/// signals that rest at a level of their own, such as a gas cell; where the process moves the level use <see cref="SiblingDrift"/>. A
/// median over a week sees a jump after half a week. After a calibration set <see cref="Since"/>: a changed rule starts a new reference.
/// Memory: <c>Window</c>.
/// </summary>
public sealed record Drift : Condition
{
    /// <summary>Width of the engineering range, in the point's unit, above 0.</summary>
    public required double Span { get; init; }

    /// <summary>Share of the range, above 0 to 1. Default 0.03.</summary>
    public double Share { get; init; } = 0.03;

    /// <summary>Whole hours, 24 h to 30 days. Default 7 days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Share of the shift that must be gone again, 0 to below 1. Default 0.2.</summary>
    public double Return { get; init; } = 0.2;

    /// <summary>When the sensor was last calibrated; only its change counts. Null when not known.</summary>
    public DateTimeOffset? Since { get; init; }

    public override ConditionKind Kind => ConditionKind.Drift;

    public override double Threshold => Share * Span;

    public override double Band => Return * Threshold;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new DriftWindow((int)Window.TotalHours) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Trip.Usable(sample) || memory.Window is not DriftWindow window)
        {
            return ConditionVerdict.Hold;
        }

        if (sample.Quality.IsGood())
        {
            window.Add(sample.Value, sample.Time);
        }

        var shift = Math.Abs(window.Shift);
        return Trip.Decide(sample, ref memory, shift > Threshold, shift > Threshold - Band);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var window = memory.Window as DriftWindow;
        var shift = LimitWords.Number(window?.Shift ?? double.NaN, point.Unit);
        var (reference, recent) = (LimitWords.Number(window?.Reference ?? double.NaN, point.Unit), LimitWords.Number(window?.Recent ?? double.NaN, point.Unit));
        var span = LimitWords.Span(Window);
        var limit = LimitWords.Number(Threshold, point.Unit);
        return happened == AlarmEvent.Raised
            ? new($"{span.Zh}中位数从 {reference} 漂到 {recent}，变化 {shift} 超过 {limit}（量程的 {LimitWords.Percent(Share)}）：请安排校准",
                $"the median over {span.En} has drifted from {reference} to {recent}: {shift}, more than {limit} "
                    + $"({LimitWords.Percent(Share)} of full scale): have it calibrated")
            : new($"{span.Zh}中位数 {recent} 已回到参考值 {reference} 附近", $"the median over {span.En}, {recent}, is near its reference {reference} again");
    }
}
