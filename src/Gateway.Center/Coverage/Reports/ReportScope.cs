using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Center.Warnings.Api;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Coverage.Reports;

/// <summary>The sites a report is about: those in sight of the account, within the unit asked for.</summary>
internal sealed record ReportScope(IReadOnlyList<Site> Sites, IReadOnlyList<OrgUnit> Towns)
{
    private static readonly string[] s_towns = ["town", "functional-zone"];

    /// <summary>Null when the unit is not in sight.</summary>
    public static async Task<ReportScope?> OfAsync(CenterDb db, CurrentUser user, string? unit, CancellationToken cancellation)
    {
        var at = unit is null ? null : await db.Set<OrgUnit>().AsNoTracking().FirstOrDefaultAsync(known => known.Id == unit, cancellation);
        if (unit is not null && (at is null || !user.Sees(at.Path)))
        {
            return null;
        }

        var sites = Sight.Sites(db, user).AsNoTracking().Where(site => site.Id != CountySite.Id);
        sites = at is null ? sites : sites.Where(site => site.UnitPath.StartsWith(at.Path));
        var found = await sites.OrderBy(site => site.Id).ToListAsync(cancellation);
        var towns = await db.Set<OrgUnit>().AsNoTracking().Where(known => s_towns.Contains(known.Level)).ToListAsync(cancellation);
        return new([.. found.Where(site => user.Sees(site.UnitPath, site.Industry))], towns);
    }

    public OrgUnit? TownOf(Site site) => Towns.Where(town => site.UnitPath.StartsWith(town.Path, StringComparison.Ordinal)).MaxBy(town => town.Path.Length);

    public static LocalizedText NameOf(Site site) => new(site.NameZh, site.NameEn);
}
