using System.Collections.Concurrent;
using Gateway.Center.Coverage.Spans;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Coverage.Usage;

/// <summary>
/// Share of a time in which each point of a site had a usable value: buckets of the history that hold one (minutes up to two days, hours beyond), less the
/// holes of the link. A time once answered is kept for a while, because a county asks for thousands of points at once. Thread-safe.
/// </summary>
internal sealed class PointShares(IHistoryStore history, Completeness completeness)
{
    private const int MostKept = 2_000;
    private const int MostBuckets = 20_000;
    private static readonly TimeSpan s_minutesUpTo = TimeSpan.FromDays(2);
    private readonly ConcurrentDictionary<(string Site, DateTimeOffset From, DateTimeOffset To), SiteShares> _kept = new();

    public async Task<SiteShares> OfAsync(CenterDb db, string site, IReadOnlyList<SitePoint> points, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        if (_kept.TryGetValue((site, from, to), out var kept) && points.All(point => kept.Shares.ContainsKey(point.HistoryId)))
        {
            return kept;
        }

        var found = await MeasureAsync(db, site, points, from, to, cancellation);
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        return _kept[(site, from, to)] = found;
    }

    /// <summary>Times of the buckets that hold a usable value.</summary>
    internal static SpanSet GoodOf(IEnumerable<HistorySample> buckets, long length) =>
        SpanSet.Of(buckets.Where(bucket => bucket.Count > 0).Select(bucket => new Span(bucket.Time, bucket.Time + length)));

    private async Task<SiteShares> MeasureAsync(CenterDb db, string site, IReadOnlyList<SitePoint> points, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var known = await completeness.OfAsync(db, site, from, to, cancellation);
        var holes = SpanSet.Of(known.Gaps.Where(gap => gap.Lane != LinkLane.Events).Select(gap => new Span(gap.From.UtcTicks, gap.To.UtcTicks)));
        var (resolution, length) = to - from <= s_minutesUpTo ? (HistoryResolution.Minute, TimeSpan.TicksPerMinute) : (HistoryResolution.Hour, TimeSpan.TicksPerHour);
        var shares = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (var point in points)
        {
            var asked = SpanSet.Of(point.FirstSeen > from ? point.FirstSeen : from, to);
            var buckets = await history.QueryAsync(point.HistoryId, from.AddTicks(-length), to, resolution, MostBuckets, cancellation);
            shares[point.HistoryId] = GoodOf(buckets, length).Except(holes).ShareOf(asked);
        }

        return new(shares, holes.ShareOf(SpanSet.Of(from, to)) ?? 0);
    }
}

/// <param name="Shares">By history id; null when the point was not there in this time.</param>
/// <param name="HoleShare">Share of the time in which readings of the site are missing.</param>
internal sealed record SiteShares(IReadOnlyDictionary<string, double?> Shares, double HoleShare);
