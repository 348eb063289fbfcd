using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// A time-weighted mean against an occupational limit (GBZ 2.1; domain rule 1.3). With enough of the window measured the mean of the
/// measured part is judged: missing minutes count like the others. With less, the window is "insufficient": the missing minutes count as zero,
/// and that lower bound may raise; nothing clears until enough is measured again. An area sensor is not a personal sampler, so the
/// text says "area estimate".
/// </summary>
public abstract record ExposureLimit : Condition
{
    /// <summary>In the point's unit, above 0. A mean exactly at it trips.</summary>
    public required double Limit { get; init; }

    /// <summary>In the point's unit, 0 or more. Default 0.</summary>
    public double Deadband { get; init; }

    /// <summary>Share of the window that must be measured for it to be sufficient, 0 to 1. Default 0.75.</summary>
    public double Coverage { get; init; } = 0.75;

    /// <summary>How far apart samples are; gaps of up to two of it are bridged. Default zero: learned from the data.</summary>
    public TimeSpan SamplePeriod { get; init; }

    public override double Threshold => Limit;

    public override double Band => Deadband;

    public override bool NeedsNumber => true;

    /// <param name="window">Judged as a concentration of the whole reference time by <paramref name="scale"/>.</param>
    /// <param name="scale">Passed time over reference time: 1 for a sliding window, less within a shift.</param>
    private protected ConditionVerdict Decide(in WindowMean window, double scale, bool good, ref ConditionMemory memory)
    {
        var figure = Figure(window, scale);
        var mayClear = good && window.SureCoverage >= Coverage;
        return Comparator.Decide(figure, LimitDirection.High, Limit, Deadband, mayClear, ref memory);
    }

    private protected bool IsSufficient(in WindowMean window) => window.Coverage >= Coverage;

    private protected double Figure(in WindowMean window, double scale) => scale * (IsSufficient(window) ? window.Mean : window.Least);
}
