using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;

namespace Gateway.Center.Ingest.Records;

/// <summary>Sites and gateways that report are there, entered or not: an unknown one belongs to the county until somebody places it.</summary>
internal static class SiteKeeper
{
    /// <summary>Site and gateway of a topic; made when they are new.</summary>
    public static async Task<(Site Site, EdgeBox Edge)> EnsureAsync(CenterWork work, CountyOptions county, EdgeKey key)
    {
        var site = await work.Db.Set<Site>().FindAsync(key.Site) ?? Found(work, county, key.Site);
        var edge = await work.Db.Set<EdgeBox>().FindAsync(key.Site, key.Edge) ?? New(work, site, key);
        if (site.ConnectedSince is null)
        {
            site.ConnectedSince = work.Now;
            work.Record(new LedgerFact("site.connected", site.Id) { Site = site.Id, UnitPath = site.UnitPath }, new { key.Edge });
        }

        return (site, edge);
    }

    private static Site Found(CenterWork work, CountyOptions county, string id)
    {
        var site = new Site { Id = id, UnitId = county.Id, UnitPath = $"/{county.Id}/", NameZh = id, NameEn = id };
        work.Db.Add(site);
        work.Record(new LedgerFact("site.found", id) { Site = id, UnitPath = site.UnitPath }, new { Placed = false });
        return site;
    }

    private static EdgeBox New(CenterWork work, Site site, EdgeKey key)
    {
        var edge = new EdgeBox { SiteId = key.Site, EdgeId = key.Edge, StateSince = work.Now };
        work.Db.Add(edge);
        work.Record(new LedgerFact("edge.found", key.ToString()) { Site = site.Id, UnitPath = site.UnitPath }, new { key.Edge });
        return edge;
    }
}
