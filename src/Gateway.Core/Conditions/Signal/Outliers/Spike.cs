using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// More than <see cref="PerHour"/> spikes in the last hour: samples that jump away and are back with the next (domain rules 2.4, 7.5).
/// One spike proves nothing about sensor or site and raises nothing; many say that cable, earth or cell is failing. Found one sample
/// late: only the way back makes a jump a spike. Memory: <c>Window</c>.
/// </summary>
public sealed record Spike : Condition
{
    /// <summary>Samples in the Hampel window, 5 to 99. Default 9 (7 to 11 by domain rule 2.4).</summary>
    public int Window { get; init; } = 9;

    /// <summary>
    /// Deviations of the noise a sample may lie off. Default 6: at 3 a healthy sensor read every second gives a hundred a day.
    /// </summary>
    public double Factor { get; init; } = 6;

    /// <summary>Spikes borne in an hour, 0 to 1000. Default 5.</summary>
    public int PerHour { get; init; } = 5;

    /// <summary>
    /// Smallest spike that counts, in the point's unit. Default 0: then nothing counts until the point's noise is learned.
    /// </summary>
    public double LeastSize { get; init; }

    public override ConditionKind Kind => ConditionKind.Spike;

    public override double Threshold => PerHour;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new SpikeWindow(this) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Trip.Usable(sample) || memory.Window is not SpikeWindow window || !window.Add(sample))
        {
            return ConditionVerdict.Hold;
        }

        var many = window.InLastHour(sample.Time) > PerHour;
        return Trip.Decide(sample, ref memory, many, many);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var window = memory.Window as SpikeWindow;
        var found = window?.InLastHour(sample.Time) ?? 0;
        var last = LimitWords.Number(window?.Outliers.To ?? double.NaN, point.Unit);
        var level = LimitWords.Number(window?.Outliers.From ?? double.NaN, point.Unit);
        var allowed = LimitWords.Number(window?.Outliers.Allowed ?? double.NaN, point.Unit);
        // The window remembers no more than proves the case.
        var (atLeastZh, atLeastEn) = found > PerHour ? ("至少 ", "at least ") : ("", "");
        return happened == AlarmEvent.Raised
            ? new($"最近 1 小时内{atLeastZh}{found} 次尖峰，超过允许的 {PerHour} 次（最近一次 {last}，前后水平 {level}，允许偏离 {allowed}，窗口 {Window} 个样本）",
                $"{atLeastEn}{found} spikes in the last hour, more than the {PerHour} borne (the last one {last} over a level of {level}, "
                    + $"{allowed} allowed, window of {Window} samples)")
            : new($"最近 1 小时内 {found} 次尖峰，不超过允许的 {PerHour} 次", $"{found} spikes in the last hour, not more than the {PerHour} borne");
    }
}
