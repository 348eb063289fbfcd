using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The last good value is older than <see cref="After"/>, by silence or by bad values only. A good value that was already
/// older than that on arrival is stale too. Memory: <c>Time</c> = event time of the last good value.
/// </summary>
public sealed record Stale : Condition
{
    /// <summary>Above zero.</summary>
    public required TimeSpan After { get; init; }

    public override ConditionKind Kind => ConditionKind.Stale;

    public override double Threshold => After.TotalSeconds;

    public override ConditionMemory Begin(long now) => new() { Time = now };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!sample.Quality.IsGood())
        {
            return sample.Time >= SilenceDeadline(memory) ? ConditionVerdict.Abnormal : ConditionVerdict.Hold;
        }

        memory.Time = sample.Time;
        return sample.Received - sample.Time > After.Ticks ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;
    }

    public override long SilenceDeadline(in ConditionMemory memory) => memory.Time + After.Ticks;

    public override void Skip(long from, long until, ref ConditionMemory memory) => memory.Time = Math.Max(memory.Time, until);

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var after = LimitWords.Span(After);
        var value = LimitWords.Number(sample.Value, point.Unit);
        var last = double.IsNaN(sample.Value) ? new LocalizedText("没有读数", "no reading at all") : new($"最后读数 {value}", $"last reading {value}");
        return happened == AlarmEvent.Raised
            ? new($"有效数值已超过 {after.Zh}未更新（{last.Zh}）", $"no fresh good value for more than {after.En} ({last.En})")
            : new($"又收到有效数值 {value}", $"good values arrive again: {value}");
    }
}
