using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The value cannot have got here since the last believed one: it would have had to change faster than physics allows (a tank level
/// faster than its pumps; domain rule 7.5). The last believed value stays the reference until the new one could have been reached, so a
/// jump to a wrong level is not forgiven by the next sample. Memory: <c>First</c>, <c>Time</c> = last believed value and its time (0 =
/// none), <c>Second</c> = value refused.
/// </summary>
public sealed record ImpossibleRate : Condition
{
    /// <summary>Greatest possible change, in the point's unit per second, above 0.</summary>
    public required double Limit { get; init; }

    /// <summary>Change that is always believed (noise, resolution), in the point's unit, 0 or more. Default 0.</summary>
    public double Tolerance { get; init; }

    public override ConditionKind Kind => ConditionKind.Spike;

    public override double Threshold => Limit;

    public override double Band => Tolerance;

    public override bool NeedsNumber => true;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Trip.Usable(sample))
        {
            return ConditionVerdict.Hold;
        }

        var seconds = Math.Max(0, sample.Time - memory.Time) / (double)TimeSpan.TicksPerSecond;
        if (memory.Time > 0 && Math.Abs(sample.Value - memory.First) > (Limit * seconds) + Tolerance)
        {
            memory.Second = sample.Value;
            return Trip.Decide(sample, ref memory, reached: true, notCleared: true);
        }

        if (sample.Quality.IsGood())
        {
            (memory.First, memory.Time) = (sample.Value, sample.Time);
        }

        return Trip.Decide(sample, ref memory, reached: false, notCleared: false);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var value = LimitWords.Number(sample.Value, point.Unit);
        var after = LimitWords.Span(TimeSpan.FromTicks(Math.Max(0, sample.Time - memory.Time)));
        var believed = LimitWords.Number(memory.First, point.Unit);
        var limit = LimitWords.Number(Limit, point.Unit);
        return happened == AlarmEvent.Raised
            ? new($"数值 {value} 不可信：{after.Zh}前为 {believed}，物理上每秒最多变化 {limit}",
                $"value {value} cannot be true: {after.En} ago it was {believed}, and it can change by {limit} a second at most")
            : new($"数值 {value} 又在物理可能的变化速率之内（每秒 {limit}）", $"value {value} is again within the possible rate of change ({limit} a second)");
    }
}
