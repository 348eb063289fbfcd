using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>What is done to a sensor at intervals.</summary>
public enum UpkeepTask : byte
{
    Calibration = 0,
    /// <summary>Test gas is let in and the alarm must come.</summary>
    BumpTest = 1,
}

/// <summary>
/// Calibration or bump test was due and was not entered as done (field study U15): what the sensor says is trusted less. Due by time
/// alone; a point that is silent gets overdue, too. Cleared by a changed rule with a later <see cref="LastDone"/>. Memory: <c>Time</c> =
/// when watching began.
/// </summary>
public sealed record Overdue : Condition
{
    public required UpkeepTask Task { get; init; }

    /// <summary>Above 0.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Null when no record of it exists: overdue at once.</summary>
    public DateTimeOffset? LastDone { get; init; }

    public override ConditionKind Kind => ConditionKind.Overdue;

    public override double Threshold => Interval.TotalSeconds;

    public override ConditionMemory Begin(long now) => new() { Time = now };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory) =>
        sample.Time >= SilenceDeadline(memory) ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;

    /// <summary>Not before watching began: an alarm cannot be older than its watch.</summary>
    public override long SilenceDeadline(in ConditionMemory memory) =>
        LastDone is { } done && done.UtcTicks <= DateTime.MaxValue.Ticks - Interval.Ticks ? Math.Max(memory.Time, done.UtcTicks + Interval.Ticks) : memory.Time;

    public override void Skip(long from, long until, ref ConditionMemory memory) => memory.Time = Math.Max(memory.Time, until);

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var (zh, en) = Task == UpkeepTask.Calibration ? ("校准", "calibration") : ("通气测试", "bump test");
        if (happened != AlarmEvent.Raised)
        {
            return new($"{zh}在有效期内", $"the {en} is in date");
        }

        var days = $"{Interval.TotalDays:0.##}";
        return LastDone is { } done
            ? new($"{zh}已超期：上次 {done.UtcDateTime:yyyy-MM-dd}（UTC），周期 {days} "
                + $"天", $"the {en} is overdue: last done {done.UtcDateTime:yyyy-MM-dd} (UTC), due every {days} days")
            : new($"没有{zh}记录，周期 {days} 天", $"no {en} is on record, due every {days} days");
    }
}
