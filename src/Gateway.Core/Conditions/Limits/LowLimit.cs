using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Trips at value &lt;= <see cref="ValueLimit.Limit"/>, clears at value &gt; <see cref="ValueLimit.Limit"/> + <see cref="ValueLimit.Deadband"/>,
/// keeps its output in between.
/// </summary>
public sealed record LowLimit : ValueLimit
{
    public override ConditionKind Kind => ConditionKind.LowLimit;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory) =>
        Decide(sample, ref memory, reached: sample.Value <= Limit, notCleared: sample.Value <= Limit + Deadband);

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened) =>
        LimitWords.Low(point.Unit, sample.Value, Limit, Deadband, happened);
}
