using Gateway.Center.Data;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ingest.Readings;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Sites.History;

/// <summary>What a point read over a time, with its holes as holes.</summary>
internal sealed class PointHistories(CenterHistory history, Completeness completeness, SlopeForecasts forecasts)
{
    public const int MostRaw = 5_000;
    private const int MostBuckets = 20_000;

    /// <summary>A pause this many times longer than usual is a hole; a single lost value of a slow point is one too.</summary>
    private const double LongPause = 2.5;

    private static readonly TimeSpan s_rawUpTo = TimeSpan.FromHours(2);
    private static readonly TimeSpan s_minutesUpTo = TimeSpan.FromDays(4);

    public async Task<PointHistory> OfAsync(CenterDb db, SitePoint point, HistoryQuestion question, CancellationToken cancellation)
    {
        var span = question.To - question.From;
        var resolution = question.Resolution ?? (span <= s_rawUpTo ? HistoryResolution.Raw : span <= s_minutesUpTo ? HistoryResolution.Minute : HistoryResolution.Hour);
        var limit = Math.Min(question.Limit ?? int.MaxValue, resolution == HistoryResolution.Raw ? MostRaw : MostBuckets);
        var samples = await history.Store.QueryAsync(point.HistoryId, question.From, question.To, resolution, limit, cancellation);
        var known = await completeness.OfAsync(db, point.SiteId, question.From, question.To, cancellation, point.EdgeId);
        var end = samples.Count == limit ? Time(samples[^1].Time) : question.To;
        var gaps = known.Gaps.Where(gap => gap.From < end).Select(gap => new GapView(gap.From, gap.To, gap.Reason, gap.Lane, gap.Asked))
            .Concat(HolesOf(samples, resolution)).OrderBy(gap => gap.From).ToList();
        return new PointHistory(
            point.EdgeId, point.PointId, point.Unit, resolution, [.. samples.Select(RowOf)], gaps, SitePages.LimitsOf(SitePages.EntryOf(point)),
            await forecasts.OfAsync(point, question.To, cancellation));
    }

    /// <summary>Stretches without a usable value: bad ones, and pauses longer than this point usually makes.</summary>
    internal static IEnumerable<GapView> HolesOf(IReadOnlyList<HistorySample> samples, HistoryResolution resolution)
    {
        var longest = UsualStep(samples, resolution) * LongPause;
        long? good = null, bad = null;
        foreach (var sample in samples)
        {
            if (sample.Count == 0)
            {
                bad ??= sample.Time;
                continue;
            }

            if (bad is { } since)
            {
                yield return new GapView(Time(since), Time(sample.Time), LossReasons.Bad, null, false);
            }
            else if (good is { } before && sample.Time - before > longest)
            {
                yield return new GapView(Time(before), Time(sample.Time), LossReasons.NoValue, null, false);
            }

            (good, bad) = (sample.Time, null);
        }

        if (bad is { } open)
        {
            yield return new GapView(Time(open), Time(samples[^1].Time), LossReasons.Bad, null, false);
        }
    }

    private static double UsualStep(IReadOnlyList<HistorySample> samples, HistoryResolution resolution)
    {
        var least = resolution switch
        {
            HistoryResolution.Minute => TimeSpan.TicksPerMinute,
            HistoryResolution.Hour => TimeSpan.TicksPerHour,
            _ => TimeSpan.TicksPerSecond,
        };
        var steps = samples.Zip(samples.Skip(1), (one, next) => next.Time - one.Time).Where(step => step > 0).Order().ToList();
        return Math.Max(least, steps.Count == 0 ? least : steps[steps.Count / 2]);
    }

    private static HistoryRow RowOf(HistorySample sample) => new(
        Time(sample.Time), Number(sample.Min), Number(sample.Max), Number(sample.Mean), sample.Count,
        sample.Quality.IsGood() ? "good" : sample.Quality.IsUncertain() ? "uncertain" : "bad");

    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <param name="Resolution">Null = chosen by the span: raw to 2 hours, minutes to 4 days, hours beyond.</param>
/// <param name="Limit">Null = the most there may be: 5,000 single values, 20,000 buckets.</param>
internal sealed record HistoryQuestion(DateTimeOffset From, DateTimeOffset To, HistoryResolution? Resolution, int? Limit);
