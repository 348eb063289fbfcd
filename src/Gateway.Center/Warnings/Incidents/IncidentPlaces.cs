using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Incidents;

/// <summary>Which incident a change belongs to.</summary>
internal sealed class IncidentPlaces(CenterOptions options, IncidentNumbers numbers)
{
    /// <summary>
    /// The incident the point stands in; else an open one of the place (site, zone, family); else one that cleared within the merge window and nobody
    /// released; else a new one. Null for a point that ends where nothing stood.
    /// </summary>
    public async Task<Placed?> FindAsync(CenterWork work, Site site, StandingPoint? standing, PointChange change, WarningOrigin origin, LocalizedText title)
    {
        if (standing is { Tier: > WarningTier.None } && await work.Db.FindAsync<Incident>(standing.IncidentId) is { State: not IncidentState.Released } same)
        {
            return new(same, IsNew: false);
        }

        if (change.Tier == WarningTier.None)
        {
            return null;
        }

        return await OfPlaceAsync(work, site, change, origin) is { } known ? new(known, IsNew: false) : new(await OpenAsync(work, site, change, origin, title), IsNew: true);
    }

    private async Task<Incident?> OfPlaceAsync(CenterWork work, Site site, PointChange change, WarningOrigin origin)
    {
        var since = work.Now.AddMinutes(-options.Warnings.MergeWindowMin);
        var incidents = await work.Db.Set<Incident>()
            .Where(i => i.SiteId == site.Id && i.Zone == change.Zone && i.Family == change.Family && i.IsDrill == origin.IsDrill && i.IsProof == origin.IsProof
                && (i.State == IncidentState.Open || (i.State == IncidentState.Cleared && i.ClearedAt >= since)))
            .ToListAsync();

        // What is over goes to what is over; what is live may find a backlogged incident that stands still.
        return incidents.Where(i => !origin.IsHistorical || i.IsHistorical).Where(i => !i.IsHistorical || origin.IsHistorical || i.State == IncidentState.Open)
            .OrderBy(i => i.State).ThenBy(i => i.IsHistorical).ThenByDescending(i => i.OpenedAt).ThenByDescending(i => i.Id, StringComparer.Ordinal).FirstOrDefault();
    }

    private async Task<Incident> OpenAsync(CenterWork work, Site site, PointChange change, WarningOrigin origin, LocalizedText title)
    {
        var incident = new Incident
        {
            Id = await numbers.NextAsync(work, origin.IsDrill), SiteId = site.Id, UnitPath = site.UnitPath, Zone = change.Zone, Family = change.Family,
            Tier = change.Tier, StandingTier = change.Tier, TitleZh = title.Zh, TitleEn = title.En, OpenedAt = work.Now, RaisedAt = work.Now,
            IsDrill = origin.IsDrill, IsProof = origin.IsProof, IsHistorical = origin.IsHistorical,
        };
        work.Db.Add(incident);
        return incident;
    }
}

internal sealed record Placed(Incident Incident, bool IsNew);
