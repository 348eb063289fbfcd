using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The signal jumped to a new level and stays there: <see cref="Run"/> samples in a row rejected by the Hampel window on the same side
/// are no outliers (domain rules 2.4). Stands until the window is full of the new level. For signals that have no business to jump
/// (prisms, GNSS, resting gas); motors and pumps jump all day. Memory: <c>Window</c>.
/// </summary>
public sealed record StepChange : Condition
{
    /// <summary>Samples in the Hampel window, 5 to 99. Default 9.</summary>
    public int Window { get; init; } = 9;

    /// <summary>Deviations of the noise a sample may lie off. Default 6.</summary>
    public double Factor { get; init; } = 6;

    /// <summary>Rejected samples in a row, 2 to 9 and below <see cref="Window"/>. Default 3.</summary>
    public int Run { get; init; } = 3;

    /// <summary>
    /// Smallest step that counts, in the point's unit. Default 0: then nothing counts until the point's noise is learned.
    /// </summary>
    public double LeastSize { get; init; }

    public override ConditionKind Kind => ConditionKind.Step;

    public override double Threshold => LeastSize;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new StepWindow(this) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Trip.Usable(sample) || memory.Window is not StepWindow window || window.Add(sample) is not { } happened)
        {
            return ConditionVerdict.Hold;
        }

        return Trip.Decide(sample, ref memory, happened == OutlierEvent.Step, notCleared: !window.Outliers.IsReady);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var outliers = (memory.Window as StepWindow)?.Outliers;
        var from = LimitWords.Number(outliers?.From ?? double.NaN, point.Unit);
        var to = LimitWords.Number(outliers?.To ?? double.NaN, point.Unit);
        var allowed = LimitWords.Number(outliers?.Allowed ?? double.NaN, point.Unit);
        return happened == AlarmEvent.Raised
            ? new($"信号由 {from} 阶跃到 {to}（连续 {Run} 个样本偏离超过 {allowed}，窗口 {Window} 个样本）：先核实，再作趋势判断",
                $"the signal stepped from {from} to {to} ({Run} samples in a row off by more than {allowed}, window of {Window} samples): "
                    + $"verify before any trend is read")
            : new($"信号稳定在阶跃后的水平 {to}", $"the signal is steady at the level after the step, {to}");
    }
}
