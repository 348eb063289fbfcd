using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>MAC: a concentration not to be exceeded at any time (GBZ 2.1; domain rule 1.3). Trips at it, like every limit here.</summary>
public sealed record Ceiling : ValueLimit
{
    public override ConditionKind Kind => ConditionKind.Ceiling;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory) =>
        Decide(sample, ref memory, reached: sample.Value >= Limit, notCleared: sample.Value >= Limit - Deadband);

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var figure = LimitWords.Compare(sample.Value, point.Unit, LimitDirection.High, Limit, Deadband, happened);
        return new($"最高容许浓度（MAC，任何时间不得超过）：当前{figure.Zh}（区域估算）",
            $"maximum allowable concentration (MAC, never to be exceeded): now {figure.En} (area estimate)");
    }
}
