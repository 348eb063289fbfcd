using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Api;

/// <summary>Restricts queries to what an account sees: by where its sites stand in the organisation now, not where they stood when something happened.</summary>
public static class Sight
{
    public static IQueryable<Site> Sites(CenterDb db, CurrentUser user)
    {
        var (scope, industry) = (user.ScopePath, user.Industry);
        var sites = db.Set<Site>().AsQueryable();
        sites = scope == "/" ? sites : sites.Where(site => site.UnitPath.StartsWith(scope));
        return industry is null ? sites : sites.Where(site => site.Industry == null || site.Industry == industry);
    }

    public static IQueryable<Incident> Incidents(CenterDb db, CurrentUser user)
    {
        var sites = Sites(db, user);
        return db.Set<Incident>().Where(incident => sites.Any(site => site.Id == incident.SiteId));
    }

    public static IQueryable<Warning> Warnings(CenterDb db, CurrentUser user)
    {
        var sites = Sites(db, user);
        return db.Set<Warning>().Where(warning => sites.Any(site => site.Id == warning.SiteId));
    }

    /// <summary>The site, when it is in sight. Compares letter by letter: a database may take upper and lower case for the same.</summary>
    public static async Task<Site?> SiteAsync(CenterDb db, CurrentUser user, string id) =>
        await db.Set<Site>().FirstOrDefaultAsync(site => site.Id == id) is { } site && user.Sees(site.UnitPath, site.Industry) ? site : null;

    public static async Task<Incident?> IncidentAsync(CenterDb db, CurrentUser user, string id) =>
        await db.Set<Incident>().FirstOrDefaultAsync(incident => incident.Id == id) is { } incident && await SiteAsync(db, user, incident.SiteId) is not null ? incident : null;
}
