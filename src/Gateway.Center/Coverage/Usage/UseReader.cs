using Gateway.Center.Coverage.Inclusion;
using Gateway.Center.Coverage.Reports;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Coverage.Usage;

/// <summary>Reads the use of sites over a time. Thread-safe.</summary>
internal sealed class UseReader(InclusionSeeds seeds, PointShares shares)
{
    public async Task<IReadOnlyList<SiteUse>> OfAsync(CenterDb db, IReadOnlyList<Site> sites, ReportPeriod period, CancellationToken cancellation)
    {
        var ids = sites.Select(site => site.Id).ToList();
        var online = await EdgeOnline.OfAsync(db, ids.ToHashSet(StringComparer.Ordinal), period.From, period.To, cancellation);
        var points = (await db.Set<SitePoint>().AsNoTracking().Where(point => point.RemovedAt == null && ids.Contains(point.SiteId)).OrderBy(point => point.PointId)
            .ToListAsync(cancellation)).ToLookup(point => point.SiteId, StringComparer.Ordinal);
        var troubles = await PointTroubles.OfAsync(db, cancellation);
        var uses = new List<SiteUse>();
        foreach (var site in sites)
        {
            var fitted = FittedPoints.Of(site, points[site.Id], seeds);
            var found = await shares.OfAsync(db, site.Id, fitted.Points, period.From, period.To, cancellation);
            uses.Add(new(
                site, online.GetValueOrDefault(site.Id), fitted,
                [.. fitted.Points.Select(point => PointUse.Of(point, found.Shares.GetValueOrDefault(point.HistoryId), troubles[(point.SiteId, point.EdgeId, point.PointId)]))],
                found.HoleShare));
        }

        return uses;
    }
}
