using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>PC-STEL: the time-weighted mean over any 15 min (GBZ 2.1; domain rule 1.3), a window that slides with every sample.</summary>
public sealed record ShortTermExposure : ExposureLimit
{
    /// <summary>Default 15 min; above 0, at most 24 h.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);

    public override ConditionKind Kind => ConditionKind.ShortTermExposure;

    public override ConditionMemory Begin(long now) => new() { Window = new SlidingMean(Window, SamplePeriod) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Comparator.IsUsable(sample))
        {
            return ConditionVerdict.Hold;
        }

        var window = (SlidingMean)memory.Window!;
        var good = sample.Quality.IsGood();
        window.Add(sample.Time, sample.Value, good);
        return Decide(window.Read(), 1, good, ref memory);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var window = ((SlidingMean)memory.Window!).Read();
        var length = LimitWords.Span(Window);
        var figure = LimitWords.Compare(Figure(window, 1), point.Unit, LimitDirection.High, Limit, Deadband, happened);
        var known = ExposureWords.Known(window, Coverage, 1, point.Unit);
        return new($"{length.Zh}时间加权平均（区域估算）{figure.Zh}；{known.Zh}",
            $"{length.En} time-weighted mean (area estimate) {figure.En}; {known.En}");
    }
}
