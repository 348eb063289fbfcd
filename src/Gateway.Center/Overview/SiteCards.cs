using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Center.Warnings.Api;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Overview;

/// <summary>Cards of the sites an account sees.</summary>
public sealed class SiteCards(IEnumerable<ILiveValues> live)
{
    public async Task<IReadOnlyList<SiteCard>> OfAsync(CenterDb db, CurrentUser user, CancellationToken cancellation)
    {
        var sites = (await Sight.Sites(db, user).OrderBy(site => site.Id).ToListAsync(cancellation)).Where(site => user.Sees(site.UnitPath, site.Industry)).ToList();
        var edges = (await db.Set<EdgeBox>().ToListAsync(cancellation)).ToLookup(edge => edge.SiteId, StringComparer.Ordinal);
        var points = await db.Set<SitePoint>().Where(point => point.RemovedAt == null).GroupBy(point => point.SiteId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, StringComparer.Ordinal, cancellation);
        var incidents = await db.Set<Incident>().Where(incident => incident.State != IncidentState.Released && !incident.IsDrill)
            .GroupBy(incident => incident.SiteId).Select(group => new { group.Key, Count = group.Count(), Tier = group.Max(incident => incident.Tier) })
            .ToDictionaryAsync(group => group.Key, group => (group.Count, group.Tier), StringComparer.Ordinal, cancellation);
        var towns = await TownsAsync(db, cancellation);
        return [.. sites.Select(site => CardOf(site, [.. edges[site.Id]], points.GetValueOrDefault(site.Id), incidents.GetValueOrDefault(site.Id), TownOf(site, towns)))];
    }

    private SiteCard CardOf(Site site, List<EdgeBox> edges, int points, (int Count, WarningTier Tier) incidents, LocalizedText? town)
    {
        var worst = edges.OrderByDescending(edge => Gravity(edge.State)).ThenBy(edge => edge.EdgeId, StringComparer.Ordinal).FirstOrDefault();
        return new SiteCard
        {
            Id = site.Id, Name = new(site.NameZh, site.NameEn), Town = town, Industry = site.Industry, Longitude = site.Longitude, Latitude = site.Latitude,
            Tier = incidents.Tier, Incidents = incidents.Count, Link = worst?.State ?? LinkState.Unknown, LinkSince = worst?.StateSince, ClockOffsetMs = worst?.ClockOffsetMs,
            Points = points, PointsGood = live.FirstOrDefault()?.OfSite(site.Id).Count(value => value.Quality == Quality.Good) ?? 0,
            Watched = site.IsWatched, Placed = site.IsPlaced,
        };
    }

    private static int Gravity(LinkState state) => state switch
    {
        LinkState.Silent => 3,
        LinkState.Offline => 2,
        LinkState.Unknown => 1,
        _ => 0,
    };

    private static async Task<IReadOnlyList<OrgUnit>> TownsAsync(CenterDb db, CancellationToken cancellation) =>
        await db.Set<OrgUnit>().Where(unit => unit.Level == "town" || unit.Level == "functional-zone").ToListAsync(cancellation);

    private static LocalizedText? TownOf(Site site, IReadOnlyList<OrgUnit> towns) =>
        towns.Where(town => site.UnitPath.StartsWith(town.Path, StringComparison.Ordinal)).MaxBy(town => town.Path.Length) is { } town ? new(town.NameZh, town.NameEn) : null;
}
