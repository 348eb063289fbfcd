using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Incidents;

/// <summary>Sees when several sites of one enterprise or town turn grave within a short time, and gives the county a hint.</summary>
internal sealed class Neighbours(CenterOptions options)
{
    /// <summary>To be asked after an incident opened or rose.</summary>
    public async Task LookAsync(CenterWork work, Incident incident)
    {
        if (incident.IsHistorical || incident.IsProof || incident.Tier < WarningTier.Orange)
        {
            return;
        }

        var since = work.Now.AddMinutes(-options.Warnings.NeighbourWindowMin);
        var grave = await work.Db.Set<Incident>()
            .Where(i => i.Tier >= WarningTier.Orange && i.RaisedAt >= since && i.State != IncidentState.Released && i.IsDrill == incident.IsDrill && !i.IsProof && !i.IsHistorical)
            .ToListAsync();
        foreach (var area in Areas(incident.UnitPath))
        {
            var within = grave.Where(i => i.UnitPath.StartsWith(area, StringComparison.Ordinal)).ToList();
            if (within.Select(i => i.SiteId).Distinct(StringComparer.Ordinal).Count() >= options.Warnings.NeighbourSites)
            {
                await HintAsync(work, area, within, since, incident.IsDrill);
                return;
            }
        }
    }

    /// <summary>The unit itself, then the one above it, but never the county: there, several at once is nothing unusual.</summary>
    internal static IEnumerable<string> Areas(string unitPath)
    {
        const int belowCounty = 2;
        var parts = unitPath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var depth = parts.Length; depth >= Math.Max(belowCounty, parts.Length - 1); depth--)
        {
            yield return $"/{string.Join('/', parts.Take(depth))}/";
        }
    }

    private static async Task HintAsync(CenterWork work, string area, List<Incident> within, DateTimeOffset since, bool isDrill)
    {
        var hint = await work.Db.Set<CountyHint>().Where(h => h.UnitPath == area && h.IsDrill == isDrill && h.LastAt >= since).FirstOrDefaultAsync();
        var sites = JsonSerializer.Serialize(within.Select(i => i.SiteId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        if (hint is null)
        {
            hint = new CountyHint { Id = Guid.NewGuid().ToString("N"), UnitPath = area, Tier = WarningTier.None, At = work.Now, Sites = "[]", Incidents = "[]", IsDrill = isDrill };
            work.Db.Add(hint);
        }
        else if (hint.Sites == sites)
        {
            return;
        }

        (hint.LastAt, hint.Sites, hint.Tier) = (work.Now, sites, within.Max(i => i.Tier));
        hint.Incidents = JsonSerializer.Serialize(within.Select(i => i.Id).Order(StringComparer.Ordinal));
        work.Record(
            new LedgerFact("county.hint", hint.Id) { UnitPath = area, IsDrill = isDrill },
            new { tier = hint.Tier, sites = hint.Sites, incidents = hint.Incidents, details = new { reason = Reason(area, within) } });
    }

    private static LocalizedText Reason(string area, List<Incident> within) => new(
        $"{area} 内多个场所短时间内达到橙色以上：{string.Join('、', within.Select(i => i.SiteId).Distinct(StringComparer.Ordinal))}",
        $"several sites of {area} reached orange or above within a short time: {string.Join(", ", within.Select(i => i.SiteId).Distinct(StringComparer.Ordinal))}");
}
