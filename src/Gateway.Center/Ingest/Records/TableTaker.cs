using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Records;

/// <summary>Takes the point table of a gateway.</summary>
internal sealed class TableTaker(CenterOptions options)
{
    private const int MostText = 400;
    private const int MostEntries = 500;

    public TableMessage? Decode(byte[] payload, out string error) => LinkDecoding.Decode<TableMessage>(
        payload,
        table => table.Version != 1 ? "unknown version"
            : table.Points.Count > options.Link.MaxPointsPerEdge || table.Zones.Count > MostEntries ? "too many entries"
            : table.RulePacks.Count > MostEntries || table.Scenarios.Count > MostEntries ? "too many entries"
            : !table.Points.All(point => LinkIds.IsId(point.Id)) || table.Points.DistinctBy(point => point.Id).Count() != table.Points.Count ? "point id"
            : !table.Points.All(IsShort) || table.Hash is not { Length: > 0 and <= 64 } || !IsShort(table.SiteName.Zh, table.SiteName.En) ? "text" : "",
        out error);

    public async Task TakeAsync(RecordTurn turn, EdgeKey key, TableMessage table)
    {
        var (site, edge) = await SiteKeeper.EnsureAsync(turn.Work, options.County, key);
        if (edge.TableHash == table.Hash)
        {
            return;
        }

        Name(site, table);
        (edge.TableHash, edge.Zones, edge.RulePacks) = (table.Hash, Json(table.Zones), Json(table.RulePacks));
        var known = await turn.Work.Db.Set<SitePoint>().Where(point => point.SiteId == key.Site && point.EdgeId == key.Edge).ToDictionaryAsync(point => point.PointId);
        foreach (var point in turn.Work.Db.Set<SitePoint>().Local.Where(point => point.SiteId == key.Site && point.EdgeId == key.Edge))
        {
            known[point.PointId] = point;
        }

        var (added, changed) = (new List<string>(), new List<string>());
        foreach (var entry in table.Points)
        {
            Put(turn, key, entry, known.GetValueOrDefault(entry.Id), added, changed);
        }

        var removed = known.Values.Where(point => point.RemovedAt is null).ExceptBy(table.Points.Select(point => point.Id), point => point.PointId).ToList();
        removed.ForEach(point => point.RemovedAt = turn.Work.Now);
        turn.Record(
            "edge.table", site, key.ToString(),
            new { table.Hash, Points = table.Points.Count, Added = added, Changed = changed, Removed = removed.Select(point => point.PointId), table.RulePacks });
    }

    /// <summary>What people entered stands; the gateway only names a site that nobody has placed.</summary>
    private static void Name(Site site, TableMessage table)
    {
        if (!site.IsPlaced)
        {
            (site.NameZh, site.NameEn, site.Scenarios) = (table.SiteName.Zh, table.SiteName.En, Json(table.Scenarios));
        }
    }

    private static void Put(RecordTurn turn, EdgeKey key, PointEntry entry, SitePoint? known, List<string> added, List<string> changed)
    {
        var body = Json(entry);
        if (known is null)
        {
            known = new SitePoint { SiteId = key.Site, EdgeId = key.Edge, PointId = entry.Id, NameZh = "", NameEn = "", FirstSeen = turn.Work.Now };
            turn.Work.Db.Add(known);
            added.Add(entry.Id);
        }
        else if (known.Body == body && known.RemovedAt is null)
        {
            return;
        }
        else
        {
            changed.Add(entry.Id);
        }

        (known.NameZh, known.NameEn, known.Unit, known.Family) = (entry.Name.Zh, entry.Name.En, entry.Unit, entry.Family);
        (known.Quantity, known.Device, known.Zone, known.Body, known.RemovedAt) = (entry.Quantity, entry.Device, entry.Zone, body, null);
    }

    private static bool IsShort(PointEntry point) =>
        IsShort(point.Name.Zh, point.Name.En, point.Unit, point.Family, point.Quantity, point.Device, point.Area, point.Zone, point.Role, point.Substance)
        && point.Limits.Count <= MostEntries;

    private static bool IsShort(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text is null || text.Length > MostText)
            {
                return false;
            }
        }

        return true;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, CenterJson.Options);
}
