using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Peak exposure of a substance with PC-TWA and without PC-STEL (GBZ 2.1-2019; domain rule 1.3): at or above 3 x TWA a peak runs; it may last
/// 15 min, there may be 4 a shift, at least 1 h apart, and none may reach 5 x TWA. Abnormal from the sample that shows the breach until a
/// good value below 3 x TWA ends the peak; a gap does not end it.
/// </summary>
public sealed record Excursion : Condition
{
    /// <summary>PC-TWA in the point's unit, above 0.</summary>
    public required double Twa { get; init; }

    /// <summary>Default 3.</summary>
    public double Factor { get; init; } = 3;

    /// <summary>Default 5; above <see cref="Factor"/>.</summary>
    public double AbsoluteFactor { get; init; } = 5;

    /// <summary>Longer than this is a breach. Default 15 min.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Peaks allowed a shift, 1 or more. Default 4.</summary>
    public int MostPerShift { get; init; } = 4;

    /// <summary>Least time from the end of a peak to the begin of the next. Default 1 h.</summary>
    public TimeSpan Apart { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Default: no shifts, peaks are counted over the last 8 h.</summary>
    public ShiftCalendar Shifts { get; init; } = ShiftCalendar.Rolling;

    public override ConditionKind Kind => ConditionKind.Excursion;

    public override double Threshold => Twa * Factor;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new ExcursionRecord(MostPerShift) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (sample.Quality.IsBad() || double.IsNaN(sample.Value))
        {
            return ConditionVerdict.Hold;
        }

        var record = (ExcursionRecord)memory.Window!;
        if (sample.Value >= Twa * Factor)
        {
            record.Fault = Worse(record.Fault, Check(sample, record));
            return record.Fault == ExcursionFault.None ? ConditionVerdict.Normal : ConditionVerdict.Abnormal;
        }

        if (!sample.Quality.IsGood())
        {
            return ConditionVerdict.Hold;
        }

        if (record.IsRunning)
        {
            record.End(sample.Time);
        }

        return ConditionVerdict.Normal;
    }

    private ExcursionFault Check(in Sample sample, ExcursionRecord record)
    {
        var fault = ExcursionFault.None;
        if (!record.IsRunning)
        {
            record.Start(sample.Time);
            fault = CheckBegin(sample.Time, record);
        }

        if (sample.Value >= Twa * AbsoluteFactor)
        {
            return ExcursionFault.TooHigh;
        }

        return sample.Time - record.Begin > Longest.Ticks ? ExcursionFault.TooLong : fault;
    }

    private ExcursionFault CheckBegin(long time, ExcursionRecord record)
    {
        var since = Shifts.HasShifts ? Shifts.ShiftAt(time).From : time - TimeSpan.FromHours(8).Ticks;
        if (record.LastEnd != long.MinValue && time - record.LastEnd < Apart.Ticks)
        {
            return ExcursionFault.TooSoon;
        }

        return record.Earliest != long.MinValue && record.Earliest >= since ? ExcursionFault.TooMany : ExcursionFault.None;
    }

    private static ExcursionFault Worse(ExcursionFault a, ExcursionFault b) => a > b ? a : b;

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var value = LimitWords.Number(sample.Value, point.Unit);
        var limit = LimitWords.Number(Threshold, point.Unit);
        if (happened != AlarmEvent.Raised)
        {
            return new($"峰接触结束：{value} 低于 {limit}", $"the peak exposure is over: {value} is below {limit}");
        }

        var why = Breach(point, ((ExcursionRecord)memory.Window!).Fault);
        return new($"峰接触浓度 {value}（{Factor:0.##} 倍 PC-TWA 为 {limit}）：{why.Zh}（区域估算）",
            $"peak exposure {value} ({Factor:0.##} x PC-TWA is {limit}): {why.En} (area estimate)");
    }

    private LocalizedText Breach(Point point, ExcursionFault fault)
    {
        var highest = LimitWords.Number(Twa * AbsoluteFactor, point.Unit);
        var longest = LimitWords.Span(Longest);
        var apart = LimitWords.Span(Apart);
        return fault switch
        {
            ExcursionFault.TooHigh => new($"任何时间不得达到 {AbsoluteFactor:0.##} 倍 PC-TWA（{highest}）",
                $"{AbsoluteFactor:0.##} x PC-TWA ({highest}) may never be reached"),
            ExcursionFault.TooLong => new($"一次持续超过 {longest.Zh}", $"it lasts longer than {longest.En}"),
            ExcursionFault.TooSoon => new($"距上一次峰接触不足 {apart.Zh}", $"it began less than {apart.En} after the last one"),
            _ => new($"一个工作班内超过 {MostPerShift} 次", $"more than {MostPerShift} in one shift"),
        };
    }
}
