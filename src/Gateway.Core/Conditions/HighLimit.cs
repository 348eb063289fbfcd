using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Trips at value &gt;= <see cref="Limit"/>, clears at value &lt; <see cref="Limit"/> - <see cref="Deadband"/>, keeps its output
/// in between (ISA-18.2 deadband). Uncertain values may trip and never clear; bad ones and NaN hold.
/// </summary>
public sealed record HighLimit : Condition
{
    /// <summary>In the point's unit. A value exactly at it trips.</summary>
    public required double Limit { get; init; }

    /// <summary>In the point's unit, 0 or more.</summary>
    public double Deadband { get; init; }

    public override ConditionKind Kind => ConditionKind.HighLimit;

    public override double Threshold => Limit;

    public override double Band => Deadband;

    public override bool NeedsNumber => true;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (sample.Quality.IsBad() || double.IsNaN(sample.Value))
        {
            return ConditionVerdict.Hold;
        }

        if (sample.Value >= Limit)
        {
            memory.Tripped = true;
            return ConditionVerdict.Abnormal;
        }

        if (!sample.Quality.IsGood())
        {
            return ConditionVerdict.Hold;
        }

        memory.Tripped &= sample.Value >= Limit - Deadband;
        return memory.Tripped ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;
    }

    internal override LocalizedText Describe(Point point, in Sample sample, AlarmEvent happened) =>
        LimitWords.High(point.Unit, sample.Value, Limit, Deadband, happened);
}
