using Gateway.Center.Coverage.Reports;
using Gateway.Center.Data;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Coverage.Kpi;

/// <summary>How fast warnings reached the board and people answered them. Drills, proofs, backlog and the center's own link warnings do not count.</summary>
internal sealed class ResponseTimes
{
    private const int Weeks = 8;
    private const int WeekDays = 7;
    private readonly List<Seen> _warnings;
    private readonly List<Handled> _incidents;

    private ResponseTimes(List<Seen> warnings, List<Handled> incidents) => (_warnings, _incidents) = (warnings, incidents);

    public static async Task<ResponseTimes> ReadAsync(CenterDb db, IReadOnlyCollection<string> sites, ReportPeriod period, CancellationToken cancellation)
    {
        var first = period.To.AddDays(-Weeks * WeekDays) is var begin && begin < period.From ? begin : period.From;
        var warnings = await db.Set<Warning>().AsNoTracking()
            .Where(row => !row.IsDrill && !row.IsHistorical && row.IsRaise && row.Family != "link" && row.ReceivedTime >= first && row.ReceivedTime < period.To)
            .Select(row => new Seen(row.SiteId, row.Tier, row.EventTime, row.ReceivedTime)).ToListAsync(cancellation);
        var incidents = await db.Set<Incident>().AsNoTracking()
            .Where(row => !row.IsDrill && !row.IsProof && !row.IsHistorical && row.Family != "link" && row.OpenedAt >= first && row.OpenedAt < period.To)
            .Select(row => new Handled(row.SiteId, row.Tier, row.OpenedAt, row.AcknowledgedAt, row.ReleasedAt)).ToListAsync(cancellation);
        return new([.. warnings.Where(row => sites.Contains(row.Site))], [.. incidents.Where(row => sites.Contains(row.Site))]);
    }

    /// <summary>Gravest first; all four tiers.</summary>
    public IReadOnlyList<ResponseKpi> ByTier(ReportPeriod period) =>
        [.. new[] { WarningTier.Red, WarningTier.Orange, WarningTier.Yellow, WarningTier.Blue }.Select(tier => Of(tier, period))];

    public IReadOnlyList<WeekKpi> Trend(ReportPeriod period) =>
    [
        .. Enumerable.Range(1, Weeks).Reverse().Select(back => (From: period.To.AddDays(-back * WeekDays), To: period.To.AddDays((1 - back) * WeekDays))).Select(week =>
        {
            var incidents = _incidents.Where(row => row.Opened >= week.From && row.Opened < week.To).ToList();
            return new WeekKpi(
                week.From, week.To, _warnings.Count(row => row.Received >= week.From && row.Received < week.To), incidents.Count,
                Percentile(incidents.Where(row => row.Acknowledged is not null).Select(row => Seconds(row.Opened, row.Acknowledged!.Value)), 0.5));
        }),
    ];

    /// <summary>The least value that at least this share of all does not exceed (nearest rank); null of none.</summary>
    internal static double? Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    private ResponseKpi Of(WarningTier tier, ReportPeriod period)
    {
        var board = _warnings.Where(row => row.Tier == tier && row.Received >= period.From).Select(row => Seconds(row.Event, row.Received)).ToList();
        var incidents = _incidents.Where(row => row.Tier == tier && row.Opened >= period.From).ToList();
        var acknowledged = incidents.Where(row => row.Acknowledged is not null).Select(row => Seconds(row.Opened, row.Acknowledged!.Value)).ToList();
        var released = incidents.Where(row => row.Released is not null).Select(row => Seconds(row.Opened, row.Released!.Value)).ToList();
        return new(
            tier, incidents.Count, acknowledged.Count, released.Count, Percentile(board, 0.5), Percentile(board, 0.9), Percentile(acknowledged, 0.5),
            Percentile(acknowledged, 0.9), Percentile(released, 0.5), Percentile(released, 0.9));
    }

    // A gateway's clock a little ahead of ours must not make an answer come before its question.
    private static double Seconds(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, (to - from).TotalSeconds);

    private sealed record Seen(string Site, WarningTier Tier, DateTimeOffset Event, DateTimeOffset Received);

    private sealed record Handled(string Site, WarningTier Tier, DateTimeOffset Opened, DateTimeOffset? Acknowledged, DateTimeOffset? Released);
}
