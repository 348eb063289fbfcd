using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Organisation;
using Gateway.Center.Sites.Api;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Sites;

/// <summary>The sites a user sees, as cards.</summary>
public sealed class SiteCards(ILiveValues live, TimeProvider time)
{
    /// <summary>A value older than this, by when it was received, is stale.</summary>
    public static TimeSpan StaleAfter { get; } = TimeSpan.FromMinutes(2);

    private static readonly string[] s_towns = ["town", "functional-zone"];

    /// <summary>All sites in sight, by id.</summary>
    public async Task<IReadOnlyList<SiteCard>> OfAsync(CenterDb db, CurrentUser user, CancellationToken cancellation)
    {
        var sites = await SitesOf(db, user).OrderBy(site => site.Id).ToListAsync(cancellation);
        return await OfAsync(db, [.. sites.Where(site => user.Sees(site.UnitPath, site.Industry))], cancellation);
    }

    /// <summary>A site in sight; null when there is none of that id.</summary>
    public static async Task<Site?> FindAsync(CenterDb db, CurrentUser user, string id, CancellationToken cancellation) =>
        await SitesOf(db, user).FirstOrDefaultAsync(site => site.Id == id, cancellation) is { } site && user.Sees(site.UnitPath, site.Industry) ? site : null;

    internal async Task<IReadOnlyList<SiteCard>> OfAsync(CenterDb db, IReadOnlyList<Site> sites, CancellationToken cancellation)
    {
        var towns = await db.Set<OrgUnit>().Where(unit => s_towns.Contains(unit.Level)).ToListAsync(cancellation);
        var edges = (await db.Set<EdgeBox>().ToListAsync(cancellation)).ToLookup(edge => edge.SiteId);
        var points = await db.Set<SitePoint>().Where(point => point.RemovedAt == null).GroupBy(point => point.SiteId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var incidents = (await db.Set<Incident>().Where(incident => incident.State != IncidentState.Released && !incident.IsDrill && !incident.IsProof)
            .Select(incident => new { incident.SiteId, incident.Tier }).ToListAsync(cancellation)).ToLookup(incident => incident.SiteId);
        return [.. sites.Select(site => CardOf(
            site, towns, [.. edges[site.Id]], points.GetValueOrDefault(site.Id),
            [.. incidents[site.Id].Select(incident => incident.Tier)]))];
    }

    private static IQueryable<Site> SitesOf(CenterDb db, CurrentUser user) =>
        db.Set<Site>().Where(site => site.UnitPath.StartsWith(user.ScopePath) && site.Id != CountySite.Id);

    private SiteCard CardOf(
        Site site, List<OrgUnit> towns, List<EdgeBox> edges, int points, List<WarningTier> incidents)
    {
        var town = towns.FirstOrDefault(unit => site.UnitPath.StartsWith(unit.Path, StringComparison.Ordinal));
        var worst = edges.MaxBy(edge => edge.State == LinkState.Unknown ? 0 : (int)edge.State);
        return new SiteCard
        {
            Id = site.Id, Name = new LocalizedText(site.NameZh, site.NameEn), Town = town is null ? null : new LocalizedText(town.NameZh, town.NameEn),
            Industry = site.Industry, Longitude = site.Longitude, Latitude = site.Latitude, Watched = site.IsWatched, Placed = site.IsPlaced,
            Tier = incidents.DefaultIfEmpty().Max(),
            Incidents = incidents.Count, Link = worst?.State ?? LinkState.Unknown, LinkSince = worst?.StateSince,
            ClockOffsetMs = edges.Where(edge => edge.ClockOffsetMs is not null).MaxBy(edge => Math.Abs(edge.ClockOffsetMs!.Value))?.ClockOffsetMs,
            Points = points, PointsGood = Good(site.Id),
        };
    }

    private int Good(string site)
    {
        var oldest = (time.GetUtcNow() - StaleAfter).UtcTicks;
        return live.OfSite(site).Count(value => value.Quality.IsGood() && value.ReceivedTime >= oldest);
    }
}
