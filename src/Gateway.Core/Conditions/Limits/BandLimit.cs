using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Too far from a wanted value on either side: trips at |value - <see cref="Centre"/>| &gt;= <see cref="HalfWidth"/>, clears below
/// <see cref="HalfWidth"/> - <see cref="Deadband"/>.
/// </summary>
public sealed record BandLimit : Condition
{
    /// <summary>In the point's unit.</summary>
    public required double Centre { get; init; }

    /// <summary>In the point's unit, above 0. A value exactly at the edge trips.</summary>
    public required double HalfWidth { get; init; }

    /// <summary>In the point's unit, 0 or more, below <see cref="HalfWidth"/>. Default 0.</summary>
    public double Deadband { get; init; }

    public override ConditionKind Kind => ConditionKind.Band;

    public override double Threshold => HalfWidth;

    public override double Band => Deadband;

    public override bool NeedsNumber => true;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        // Against the edges as a person writes them, so that 235.4 is outside 220 +- 15.4 whatever binary fractions do.
        var reached = sample.Value >= Centre + HalfWidth || sample.Value <= Centre - HalfWidth;
        var inner = HalfWidth - Deadband;
        return Comparator.Decide(sample, ref memory, reached, sample.Value >= Centre + inner || sample.Value <= Centre - inner);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var value = LimitWords.Number(sample.Value, point.Unit);
        var low = LimitWords.Number(Centre - HalfWidth, point.Unit);
        var high = LimitWords.Number(Centre + HalfWidth, point.Unit);
        return happened == AlarmEvent.Raised
            ? new($"数值 {value} 超出允许区间 {low} 至 {high}", $"value {value} is outside the band {low} to {high}")
            : new($"数值 {value} 已回到区间 {low} 至 {high} 之内（回差 {LimitWords.Number(Deadband, point.Unit)}）",
                $"value {value} is back inside the band {low} to {high} (deadband {LimitWords.Number(Deadband, point.Unit)})");
    }
}
