using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The value changes too quickly: the slope over a moving window, in unit per minute. Needs <see cref="LeastSamples"/> samples over half of the
/// window, else it holds. A slope that the noise could make by itself does not trip where <see cref="Significance"/> is set.
/// </summary>
public sealed record RateOfChange : Condition
{
    private const double LeastSpan = 0.5;

    /// <summary>Above 0, at most 30 days.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Unit per minute, above 0 for every direction. A rate exactly at it trips.</summary>
    public required double Limit { get; init; }

    /// <summary>Default rise.</summary>
    public RateDirection Direction { get; init; }

    /// <summary>Default regression.</summary>
    public RateMethod Method { get; init; }

    /// <summary>Unit per minute, 0 or more. Default 0.</summary>
    public double Deadband { get; init; }

    /// <summary>3 or more. Default 5.</summary>
    public int LeastSamples { get; init; } = 5;

    /// <summary>Standard errors the slope must be away from zero; 0 (the default) asks for none.</summary>
    public double Significance { get; init; }

    /// <summary>Standard deviation of one sample that is always there, in the point's unit. Default 0: only the scatter seen.</summary>
    public double Noise { get; init; }

    public override ConditionKind Kind => ConditionKind.RateOfChange;

    public override double Threshold => Limit;

    public override double Band => Deadband;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new SlidingSlope(Window) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Comparator.IsUsable(sample))
        {
            return ConditionVerdict.Hold;
        }

        var window = (SlidingSlope)memory.Window!;
        window.Add(sample.Time, sample.Value);
        if (window.Sums.Count < LeastSamples || window.Span < Window * LeastSpan)
        {
            return ConditionVerdict.Hold;
        }

        var figure = Figure(window);
        var reached = figure >= Limit && IsSignificant(window);
        return Comparator.DecideKnown(sample.Quality.IsGood(), ref memory, reached, figure >= Limit - Deadband);
    }

    private double Figure(SlidingSlope window) => Direction switch
    {
        RateDirection.Rise => PerMinute(window),
        RateDirection.Fall => -PerMinute(window),
        _ => Math.Abs(PerMinute(window)),
    };

    private double PerMinute(SlidingSlope window) => 60 * (Method == RateMethod.Regression ? window.Sums.Slope : window.EndPoints);

    private bool IsSignificant(SlidingSlope window) =>
        Significance <= 0 || Math.Abs(PerMinute(window)) >= Significance * 60 * window.Sums.SlopeError(Noise);

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var window = (SlidingSlope)memory.Window!;
        var length = LimitWords.Span(Window);
        var figure = LimitWords.Compare(Figure(window), $"{point.Unit}/min", LimitDirection.High, Limit, Deadband, happened);
        var name = Name();
        var count = (long)window.Sums.Count;
        return new($"{length.Zh}内的{name.Zh}{figure.Zh}（{count} 个样本，当前值 {LimitWords.Number(sample.Value, point.Unit)}）",
            $"{name.En} over {length.En} {figure.En} ({count} samples, value now {LimitWords.Number(sample.Value, point.Unit)})");
    }

    private LocalizedText Name() => Direction switch
    {
        RateDirection.Rise => new("上升速率", "rate of rise"),
        RateDirection.Fall => new("下降速率", "rate of fall"),
        _ => new("变化速率", "rate of change"),
    };
}
