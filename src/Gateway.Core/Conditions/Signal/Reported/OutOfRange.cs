using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The value lies outside what the sensor can measure, or the source says it is driven past full scale. Never normal: a
/// catalytic bead above 100 %LEL reads low afterwards (domain rule 7.5, saturation).
/// </summary>
public sealed record OutOfRange : Condition
{
    /// <summary>Null when the range is unknown; then only the source's own word counts.</summary>
    public EngineeringRange? Range { get; init; }

    /// <summary>
    /// Share of the span beyond either end that is still believed, 0 or more: a healthy zero sways, and NAMUR NE 43 lets a signal go to 3.8 mA,
    /// 1.25 % below its range. Default 0.
    /// </summary>
    public double Tolerance { get; init; }

    public override ConditionKind Kind => ConditionKind.OutOfRange;

    public override bool NeedsNumber => Range is not null;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (sample.Quality.IsBad())
        {
            return ConditionVerdict.Hold;
        }

        if (sample.Quality == Quality.RangeExceeded || (sample.Flags & DetectorFlags.OverRange) != 0)
        {
            return ConditionVerdict.Abnormal;
        }

        if (Range is { } range && !double.IsNaN(sample.Value) && IsBeyond(range, sample.Value))
        {
            return ConditionVerdict.Abnormal;
        }

        return sample.Quality.IsGood() && !(NeedsNumber && double.IsNaN(sample.Value)) ? ConditionVerdict.Normal : ConditionVerdict.Hold;
    }

    private bool IsBeyond(EngineeringRange range, double value) =>
        value < range.Low - (Tolerance * range.Span) || value > range.High + (Tolerance * range.Span);

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var value = LimitWords.Number(sample.Value, point.Unit);
        var (zh, en) = Range is { } range
            ? ($"量程 {range.Low:G6} 至 {LimitWords.Number(range.High, point.Unit)}", $"range {range.Low:G6} to {LimitWords.Number(range.High, point.Unit)}")
            : ("量程未知，以设备报告为准", "range not known, the device's own word");
        return happened == AlarmEvent.Raised
            ? new($"数值 {value} 超出测量范围（{zh}）", $"value {value} is outside the measuring range ({en})")
            : new($"数值 {value} 回到测量范围内（{zh}）", $"value {value} is back in the measuring range ({en})");
    }
}
