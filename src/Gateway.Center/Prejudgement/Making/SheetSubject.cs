using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Prejudgement.Making;

/// <summary>Whom a sheet is about.</summary>
/// <param name="Key">Site id of a day sheet, else unit id; part of the sheet's id.</param>
internal sealed record SheetSubject(string Key, string UnitId, string UnitPath, string? SiteId, LocalizedText Name)
{
    private static readonly string[] s_towns = ["town", "functional-zone"];

    public bool Holds(Site site) => SiteId is null ? site.UnitPath.StartsWith(UnitPath, StringComparison.Ordinal) : site.Id == SiteId;

    /// <summary>A sheet for each site, each town or functional zone, or each county that is entered in the organisation.</summary>
    public static async Task<IReadOnlyList<SheetSubject>> OfAsync(CenterDb db, SheetCadence cadence, CancellationToken cancellation)
    {
        if (cadence == SheetCadence.Day)
        {
            var sites = await db.Set<Site>().Where(site => site.IsPlaced).OrderBy(site => site.Id).ToListAsync(cancellation);
            return sites.ConvertAll(site => new SheetSubject(site.Id, site.UnitId, site.UnitPath, site.Id, new(site.NameZh, site.NameEn)));
        }

        string[] levels = cadence == SheetCadence.Week ? s_towns : ["county"];
        var units = await db.Set<OrgUnit>().Where(unit => levels.Contains(unit.Level)).OrderBy(unit => unit.Id).ToListAsync(cancellation);
        return units.ConvertAll(unit => new SheetSubject(unit.Id, unit.Id, unit.Path, null, new(unit.NameZh, unit.NameEn)));
    }
}
