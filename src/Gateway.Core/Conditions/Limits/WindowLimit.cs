using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Mean (weighted by time), least or greatest value of a moving window against a limit. One value beyond the limit is enough where the
/// greatest must not reach a high limit (or the least a low one); every other figure needs <see cref="Coverage"/> of the window. Nothing
/// clears with less. Uncertain values count towards the figure; clearing needs the coverage by good ones.
/// </summary>
public sealed record WindowLimit : Condition
{
    /// <summary>Above 0, at most 30 days.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>In the point's unit. A figure exactly at it trips.</summary>
    public required double Limit { get; init; }

    /// <summary>Default mean.</summary>
    public WindowStatistic Statistic { get; init; }

    /// <summary>Default high.</summary>
    public LimitDirection Direction { get; init; }

    /// <summary>In the point's unit, 0 or more. Default 0.</summary>
    public double Deadband { get; init; }

    /// <summary>Share of the window that must be measured, 0 to 1. Default 0.75.</summary>
    public double Coverage { get; init; } = 0.75;

    /// <inheritdoc cref="ExposureLimit.SamplePeriod"/>
    public TimeSpan SamplePeriod { get; init; }

    public override ConditionKind Kind => ConditionKind.WindowLimit;

    public override double Threshold => Limit;

    public override double Band => Deadband;

    public override bool NeedsNumber => true;

    private bool OneValueProves => Statistic != WindowStatistic.Mean && (Statistic == WindowStatistic.Greatest) == (Direction == LimitDirection.High);

    public override ConditionMemory Begin(long now) => new()
    {
        Window = new MovingWindow(
            new SlidingMean(Window, SamplePeriod),
            Statistic == WindowStatistic.Mean ? null : new SlidingExtreme(Window, Statistic == WindowStatistic.Greatest)),
    };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Comparator.IsUsable(sample))
        {
            return ConditionVerdict.Hold;
        }

        var window = (MovingWindow)memory.Window!;
        var good = sample.Quality.IsGood();
        window.Mean.Add(sample.Time, sample.Value, good);
        window.Extreme?.Add(sample.Time, sample.Value);
        var mean = window.Mean.Read();
        if (mean.Coverage < Coverage && !OneValueProves)
        {
            return ConditionVerdict.Hold;
        }

        var figure = window.Extreme?.Value ?? mean.Mean;
        return Comparator.Decide(figure, Direction, Limit, Deadband, good && mean.SureCoverage >= Coverage, ref memory);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var window = (MovingWindow)memory.Window!;
        var mean = window.Mean.Read();
        var length = LimitWords.Span(Window);
        var name = Name();
        var figure = LimitWords.Compare(window.Extreme?.Value ?? mean.Mean, point.Unit, Direction, Limit, Deadband, happened);
        var share = LimitWords.Percent(mean.Coverage);
        return new($"最近 {length.Zh}的{name.Zh}{figure.Zh}（时段内有效数据 {share}）",
            $"{name.En} of the last {length.En} {figure.En} ({share} of the time was measured)");
    }

    private LocalizedText Name() => Statistic switch
    {
        WindowStatistic.Mean => new("时间加权平均值", "time-weighted mean"),
        WindowStatistic.Least => new("最小值", "least value"),
        _ => new("最大值", "greatest value"),
    };
}
