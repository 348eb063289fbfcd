using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The value as a share of a reference: rated current, tank capacity, an occupational limit. High trips at share &gt;= <see cref="Limit"/> and
/// clears below <see cref="Limit"/> - <see cref="Deadband"/>; low the reverse.
/// </summary>
public sealed record PercentOfReference : Condition
{
    /// <summary>What counts as 100 %, in the point's unit; above 0.</summary>
    public required double Reference { get; init; }

    /// <summary>In percent of <see cref="Reference"/>.</summary>
    public required double Limit { get; init; }

    /// <summary>In percent of <see cref="Reference"/>, 0 or more. Default 0.</summary>
    public double Deadband { get; init; }

    /// <summary>Default high.</summary>
    public LimitDirection Direction { get; init; }

    public override ConditionKind Kind => Direction == LimitDirection.High ? ConditionKind.HighLimit : ConditionKind.LowLimit;

    public override double Threshold => Limit * Reference / 100;

    public override double Band => Deadband * Reference / 100;

    public override bool NeedsNumber => true;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        // The value times 100, not the limit as a value: 20 of 80 is exactly 25 % then.
        var share = sample.Value * 100;
        return Direction == LimitDirection.High
            ? Comparator.Decide(sample, ref memory, share >= Limit * Reference, share >= (Limit - Deadband) * Reference)
            : Comparator.Decide(sample, ref memory, share <= Limit * Reference, share <= (Limit + Deadband) * Reference);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var of = LimitWords.Number(Reference, point.Unit);
        var share = LimitWords.Compare(sample.Value * 100 / Reference, "%", Direction, Limit, Deadband, happened);
        return new($"{LimitWords.Number(sample.Value, point.Unit)} 为基准 {of} 的{share.Zh}",
            $"{LimitWords.Number(sample.Value, point.Unit)} of the reference {of} is {share.En}");
    }
}
