using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The value stands at full scale, or the source says it is driven past it: the true value is unknown and may lie far higher (domain rule
/// 7.5, 10 s by <see cref="Condition.OnDelay"/>). The upper fault limits of a current loop are the driver's (NAMUR NE 43); they arrive as
/// bad quality and hold here. A catalytic bead reads low after an over-range: with <see cref="Catalytic"/> the text says so, and the rule
/// should latch. Memory: <c>Tripped</c>.
/// </summary>
public sealed record Saturation : Condition
{
    /// <summary>In the point's unit: the upper end of the engineering range.</summary>
    public required double FullScale { get; init; }

    /// <summary>How far below full scale the value must fall to be free of it, in the point's unit, 0 or more. Default 0.</summary>
    public double Deadband { get; init; }

    /// <summary>A catalytic bead: after more than 100 %LEL a low reading proves no safety.</summary>
    public bool Catalytic { get; init; }

    public override ConditionKind Kind => ConditionKind.Saturation;

    public override double Threshold => FullScale;

    public override double Band => Deadband;

    public override bool NeedsNumber => true;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Trip.Usable(sample))
        {
            return ConditionVerdict.Hold;
        }

        var reached = sample.Value >= FullScale || (sample.Flags & DetectorFlags.OverRange) != 0;
        return Trip.Decide(sample, ref memory, reached, sample.Value >= FullScale - Deadband);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var value = LimitWords.Number(sample.Value, point.Unit);
        var full = LimitWords.Number(FullScale, point.Unit);
        var (noteZh, noteEn) = Catalytic
            ? ("；催化元件超量程后读数可能偏低，未经通气测试不得视为安全", "; a catalytic bead may read low after an over-range: no safety before a bump test")
            : ("", "");
        return happened == AlarmEvent.Raised
            ? new($"数值 {value} 已达满量程 {full}，真实值可能更高{noteZh}", $"value {value} is at full scale {full}, the true value may be higher{noteEn}")
            : new($"数值 {value} 已离开满量程 {full}{noteZh}", $"value {value} has left full scale {full}{noteEn}");
    }
}
