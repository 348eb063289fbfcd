using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Outgoing;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Ranges;

/// <summary>A stretch of time of which data are not here.</summary>
/// <param name="Lane">Null when it concerns the whole log.</param>
/// <param name="Asked">The gateway has been asked for it.</param>
public sealed record SiteGap(DateTimeOffset From, DateTimeOffset To, LocalizedText Reason, LinkLane? Lane, bool Asked);

/// <summary>What the center can prove of a site.</summary>
/// <param name="ProvedUpTo">Everything up to here is here but for the gaps; null when nothing ever came.</param>
public sealed record SiteCompleteness(DateTimeOffset From, DateTimeOffset To, bool Complete, DateTimeOffset? ProvedUpTo, IReadOnlyList<SiteGap> Gaps);

/// <summary>Says of any time whether everything the gateways of a site recorded is here, from the sequences alone. Thread-safe.</summary>
public sealed class Completeness
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(60);
    private readonly GapDuty _gaps;
    private readonly TimeProvider _time;

    internal Completeness(GapDuty gaps, TimeProvider time) => (_gaps, _time) = (gaps, time);

    /// <param name="to">Null = as far as is proved, if that is not long ago; else now.</param>
    /// <param name="edgeId">One gateway of the site only; null = all.</param>
    public async Task<SiteCompleteness> OfAsync(
        CenterDb db, string siteId, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellation, string? edgeId = null)
    {
        var edges = await db.Set<EdgeBox>().Where(edge => edge.SiteId == siteId && (edgeId == null || edge.EdgeId == edgeId)).ToListAsync(cancellation);
        var rows = await db.Set<CoverageRow>().Where(row => row.SiteId == siteId && (edgeId == null || row.EdgeId == edgeId)).ToListAsync(cancellation);
        var told = await db.Set<ToldGap>().Where(gap => gap.SiteId == siteId && (edgeId == null || gap.EdgeId == edgeId)).ToListAsync(cancellation);
        var proofs = edges.Select(edge => ProvedUpTo(edge, rows)).ToList();
        var proved = proofs.Count == 0 || proofs.Contains(null) ? null : proofs.Min();
        var now = _time.GetUtcNow();
        var all = edges.SelectMany(edge => GapsOf(edge, [.. rows.Where(row => row.EdgeId == edge.EdgeId)]))
            .Concat(told.Select(gap => new SiteGap(gap.From, gap.To, LossReasons.Told(gap.Reason), LinkLane.Readings, false))).ToList();

        // Proof ends at a hole: then the question is about now, or the hole would lie behind the end and not be told.
        var end = to ?? (proved is { } time && now - time < s_fresh && !all.Exists(gap => gap.To > time) ? time : now);
        var gaps = all.Where(gap => gap.To > from && gap.From < end)
            .Select(gap => gap with { From = gap.From < from ? from : gap.From, To = gap.To > end ? end : gap.To })
            .OrderBy(gap => gap.From).ToList();
        return new SiteCompleteness(from, end, gaps.Count == 0 && proved >= end, proved, gaps);
    }

    /// <summary>By the head the gateway told: when all up to it is here, nothing else was until it told so.</summary>
    private static DateTimeOffset? ProvedUpTo(EdgeBox edge, List<CoverageRow> rows)
    {
        var mine = rows.Where(row => row.EdgeId == edge.EdgeId && row.Epoch == edge.Epoch).ToList();
        var (events, readings) = (SetOf(mine, LinkLane.Events), SetOf(mine, LinkLane.Readings));
        var whole = readings.UpTo >= edge.Head || (events.UpTo >= edge.Head && readings.UpTo >= edge.Head - 1);
        var last = readings.Ranges.LastOrDefault(range => range.UpTo == readings.UpTo && !range.IsLost);
        var received = last is { To: > 0 } ? new DateTimeOffset(last.To, TimeSpan.Zero) : (DateTimeOffset?)null;
        return whole && edge.SaidAt is { } said && (received is null || said > received) ? said : received;
    }

    private static RangeSet SetOf(IEnumerable<CoverageRow> rows, LinkLane lane) => new(rows.Where(row => row.Lane == lane)
        .Select(row => new CoveredRange(row.After, row.UpTo, row.FromTime, row.ToTime, row.Lost)));

    private IEnumerable<SiteGap> GapsOf(EdgeBox edge, List<CoverageRow> rows)
    {
        foreach (var lane in rows.GroupBy(row => new LaneKey(new EdgeKey(row.SiteId, row.EdgeId), row.Epoch, row.Lane)))
        {
            var set = SetOf(lane, lane.Key.Lane);
            var last = lane.Max(row => row.ToTime);
            foreach (var hole in set.Holes())
            {
                yield return new SiteGap(
                    Time(hole.From), Time(hole.To == 0 ? last : hole.To), LossReasons.NotArrived, lane.Key.Lane, _gaps.IsAsked(lane.Key, hole.After));
            }

            foreach (var lost in set.Ranges.Where(range => range.IsLost && range.To > 0))
            {
                var reason = JsonSerializer.Deserialize<LocalizedText>(lost.Lost!, CenterJson.Options)!;
                yield return new SiteGap(Time(lost.From), Time(lost.To), reason, lane.Key.Lane, false);
            }
        }

        foreach (var gap in BetweenLogs(rows))
        {
            yield return gap;
        }
    }

    private static IEnumerable<SiteGap> BetweenLogs(List<CoverageRow> rows)
    {
        var logs = rows.Where(row => row.Lane == LinkLane.Readings && row.ToTime > 0).GroupBy(row => row.Epoch)
            .Select(log => (From: log.Where(row => row.FromTime > 0).Min(row => row.FromTime), To: log.Max(row => row.ToTime))).OrderBy(log => log.From).ToList();
        for (var i = 1; i < logs.Count; i++)
        {
            if (logs[i].From > logs[i - 1].To)
            {
                yield return new SiteGap(Time(logs[i - 1].To), Time(logs[i].From), LossReasons.NewLog, null, false);
            }
        }
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
