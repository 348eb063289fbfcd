using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// A quantity that cannot be negative reads clearly below zero: the zero has drifted, and every limit is reached late by as much
/// (domain rule 7.5: below -5 %FS). Memory: <c>Tripped</c>.
/// </summary>
public sealed record NegativeDrift : Condition
{
    /// <summary>Width of the engineering range, in the point's unit, above 0.</summary>
    public required double Span { get; init; }

    /// <summary>Share of the range, above 0 to 1. Default 0.05.</summary>
    public double Share { get; init; } = 0.05;

    /// <summary>In the point's unit, 0 or more. Default 0.</summary>
    public double Deadband { get; init; }

    public override ConditionKind Kind => ConditionKind.NegativeDrift;

    public override double Threshold => -Share * Span;

    public override double Band => Deadband;

    public override bool NeedsNumber => true;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory) => Trip.Usable(sample)
        ? Trip.Decide(sample, ref memory, sample.Value < Threshold, sample.Value < Threshold + Deadband)
        : ConditionVerdict.Hold;

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var value = LimitWords.Number(sample.Value, point.Unit);
        var limit = LimitWords.Number(Threshold, point.Unit);
        return happened == AlarmEvent.Raised
            ? new($"数值 {value} 低于 {limit}（量程的 -{LimitWords.Percent(Share)}）：零点已漂移，各报警限值都会迟到",
                $"value {value} is below {limit} (-{LimitWords.Percent(Share)} of full scale): the zero has drifted and every limit is reached late")
            : new($"数值 {value} 不再低于 {limit}", $"value {value} is no longer below {limit}");
    }
}
