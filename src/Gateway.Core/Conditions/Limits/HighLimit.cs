using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Trips at value &gt;= <see cref="ValueLimit.Limit"/>, clears at value &lt; <see cref="ValueLimit.Limit"/> - <see cref="ValueLimit.Deadband"/>,
/// keeps its output in between.
/// </summary>
public sealed record HighLimit : ValueLimit
{
    public override ConditionKind Kind => ConditionKind.HighLimit;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory) =>
        Decide(sample, ref memory, reached: sample.Value >= Limit, notCleared: sample.Value >= Limit - Deadband);

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened) =>
        LimitWords.High(point.Unit, sample.Value, Limit, Deadband, happened);
}
