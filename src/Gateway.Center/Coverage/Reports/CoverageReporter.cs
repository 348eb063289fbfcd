using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Coverage.Inclusion;
using Gateway.Center.Coverage.Usage;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Coverage.Reports;

/// <summary>Puts the coverage report together. Thread-safe.</summary>
internal sealed class CoverageReporter(InclusionSeeds seeds, UseReader uses)
{
    private const int MostDisturbances = 10;

    /// <summary>Null when the unit is not in sight.</summary>
    public async Task<CoverageView?> OfAsync(CenterDb db, CurrentUser user, string? unit, ReportPeriod period, CancellationToken cancellation)
    {
        if (await ReportScope.OfAsync(db, user, unit, cancellation) is not { } scope)
        {
            return null;
        }

        var signs = await BuiltNotUsed.ReadAsync(db, period.From, period.To, cancellation);
        var disturbances = await DisturbancesAsync(db, period, cancellation);
        var rows = (await uses.OfAsync(db, scope.Sites, period, cancellation))
            .Select(use => new Row(use, JudgeAll(use.Site), signs.Of(use.Site, use.OnlineRate, use.Rate, use.HoleShare), scope.TownOf(use.Site) is { } town ? (town.Id, new LocalizedText(town.NameZh, town.NameEn)) : null)).ToList();
        return new(
            period.From, period.To, [.. seeds.Rules.Select(rule => MustOf(rule, rows, period.To))], TotalsOf(rows),
            [.. rows.Select(row => SiteOf(row, disturbances[row.Use.Site.Id]))],
            [.. rows.GroupBy(row => row.Town?.Id).Select(group => new GroupTotals(group.Key, group.First().Town?.Name, TotalsOf([.. group])))],
            [.. rows.GroupBy(row => row.Use.Site.Industry).Select(group => new GroupTotals(group.Key, null, TotalsOf([.. group])))]);
    }

    private static async Task<ILookup<string, (string Point, int Times)>> DisturbancesAsync(CenterDb db, ReportPeriod period, CancellationToken cancellation)
    {
        var found = await db.Set<Warning>().AsNoTracking()
            .Where(warning => !warning.IsDrill && warning.IsRaise && warning.Family != "link" && warning.EventTime >= period.From && warning.EventTime < period.To)
            .GroupBy(warning => new { warning.SiteId, warning.PointId }).Select(group => new { group.Key.SiteId, group.Key.PointId, Times = group.Count() }).ToListAsync(cancellation);
        return found.ToLookup(row => row.SiteId, row => (row.PointId, row.Times), StringComparer.Ordinal);
    }

    private Dictionary<string, (Demand Judged, IReadOnlyList<string> Missing)> JudgeAll(Site site)
    {
        using var attributes = JsonDocument.Parse(site.Attributes);
        return seeds.Rules.ToDictionary(rule => rule.Id, rule => (rule.Judge(attributes.RootElement, out var missing), missing), StringComparer.Ordinal);
    }

    private static MustRow MustOf(InclusionRule rule, List<Row> rows, DateTimeOffset now) => new(
        rule.Id, rule.Name, rule.Document, rule.Due,
        [
            .. rows.Where(row => row.Judged[rule.Id].Judged == Demand.Must).Select(row => new MustSite(
                row.Use.Site.Id, ReportScope.NameOf(row.Use.Site), row.IsConnected, row.Use.Site.ConnectedSince, row.IsUsed,
                rule.Due is { } due && (row.Use.Site.ConnectedSince ?? now).UtcDateTime >= due.AddDays(1).ToDateTime(TimeOnly.MinValue))),
        ],
        [
            .. rows.Where(row => row.Judged[rule.Id].Judged == Demand.Unknown)
                .Select(row => new UnknownSite(row.Use.Site.Id, ReportScope.NameOf(row.Use.Site), row.Judged[rule.Id].Missing)),
        ]);

    private static CoverageTotals TotalsOf(List<Row> rows)
    {
        var must = rows.Where(row => row.Is(Demand.Must)).ToList();
        var (connected, watched) = (must.Count(row => row.IsConnected), rows.Sum(row => row.Use.Online?.WatchedTicks ?? 0));
        var (inUse, wanted) = (rows.Sum(row => row.Use.InUse), rows.Sum(row => row.Use.Wanted));
        return new(
            rows.Count, must.Count, connected, must.Count == 0 ? null : (double)connected / must.Count,
            rows.Count(row => row.Is(Demand.Unknown) && !row.Is(Demand.Must)),
            watched == 0 ? null : (double)rows.Sum(row => row.Use.Online?.OnlineTicks ?? 0) / watched,
            rows.Sum(row => row.Use.Points.Count), rows.Sum(row => row.Use.Fitted.MissingCount), inUse, wanted == 0 ? null : (double)inUse / wanted);
    }

    private static SiteCoverage SiteOf(Row row, IEnumerable<(string Point, int Times)> disturbances)
    {
        var (use, names) = (row.Use, row.Use.Points.GroupBy(point => point.Point.PointId).ToDictionary(group => group.Key, group => NameOf(group.First().Point), StringComparer.Ordinal));
        return new(
            use.Site.Id, ReportScope.NameOf(use.Site), row.Town?.Name, use.Site.Industry, use.Site.ConnectedSince, use.OnlineRate, use.PointOnline, use.Points.Count,
            use.Fitted.MissingCount, use.InUse, use.Rate, row.Signs,
            [.. use.Fitted.Missing.Select(gap => new MissingPoint(gap.Scenario, gap.Place, gap.Name, gap.Found, gap.AtLeast, gap.Text))],
            [.. use.Points.Where(point => !point.IsInUse).Select(point => new UnusedPoint(point.Point.PointId, NameOf(point.Point), point.Point.Device, point.Share, point.WhyNot))],
            [
                .. disturbances.OrderByDescending(point => point.Times).ThenBy(point => point.Point, StringComparer.Ordinal).Take(MostDisturbances)
                    .Select(point => new Disturbance(point.Point, names.GetValueOrDefault(point.Point) ?? new(point.Point, point.Point), point.Times)),
            ]);
    }

    private static LocalizedText NameOf(SitePoint point) => new(point.NameZh, point.NameEn);

    private sealed record Row(
        SiteUse Use, Dictionary<string, (Demand Judged, IReadOnlyList<string> Missing)> Judged, IReadOnlyList<string> Signs, (string Id, LocalizedText Name)? Town)
    {
        public bool IsConnected => Use.Site.ConnectedSince is not null;

        public bool IsUsed => IsConnected && Use.OnlineRate > 0 && Use.InUse > 0 && Signs.Count == 0;

        public bool Is(Demand judged) => Judged.Values.Any(rule => rule.Judged == judged);
    }
}
