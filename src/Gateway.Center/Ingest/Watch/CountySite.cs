using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Sites;

namespace Gateway.Center.Ingest.Watch;

/// <summary>
/// Stands for the county itself in warnings that concern all of it: an incident needs a site. Made when first needed; no list of sites and no figure holds it.
/// </summary>
public static class CountySite
{
    public const string Id = "center";
    public const string EdgeId = "center";

    internal static async Task<Site> EnsureAsync(CenterWork work, CountyOptions county)
    {
        var site = await work.Db.Set<Site>().FindAsync(Id);
        if (site is null)
        {
            site = new Site
            {
                Id = Id, UnitId = county.Id, UnitPath = $"/{county.Id}/", NameZh = $"{county.Name.Zh}预警中心", NameEn = $"Warning center, {county.Name.En}", IsPlaced = true,
            };
            work.Db.Add(site);
        }

        return site;
    }
}
