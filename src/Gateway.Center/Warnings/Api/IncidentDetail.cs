using System.Text.Json.Nodes;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Overview;
using Gateway.Center.Warnings.Acts;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Api;

/// <summary>The page of one incident: its row, its warnings, what other modules know, its timeline, and what the user may do.</summary>
internal sealed class IncidentDetail(IncidentRows rows, IEnumerable<IIncidentPart> parts, LedgerWords words, TierMeasures measures)
{
    private const int MostWarnings = 500;
    private const int MostEntries = 1000;
    private static readonly string[] s_fields = ["calls", "clocks", "dangers"];

    /// <returns>As <c>Incident</c> in api/types, and <c>instructions</c>; null when it is not in sight.</returns>
    public async Task<JsonObject?> OfAsync(CenterDb db, string id, CurrentUser user, CancellationToken cancellation)
    {
        if (await Sight.IncidentAsync(db, user, id) is not { } incident)
        {
            return null;
        }

        var row = (await rows.OfAsync(db, [incident], cancellation))[0];
        var page = Json(row).AsObject();
        foreach (var field in s_fields)
        {
            page[field] = new JsonArray();
        }

        foreach (var part in parts)
        {
            page[part.Field] = Json(await part.OfAsync(db, incident, user, cancellation));
        }

        page["warningsList"] = Json(await WarningsAsync(db, incident, cancellation));
        page["instructions"] = Json(await InstructionsAsync(db, incident, cancellation));
        page["timeline"] = Json(await TimelineAsync(db, incident, cancellation));
        page["measures"] = Json(measures.Of(incident.Tier));
        var acts = IncidentPossibilities.Of(incident, user);
        page["may"] = Json(acts.May);
        page["notNow"] = Json(acts.NotNow);
        return page;
    }

    private static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, value?.GetType() ?? typeof(T), CenterJson.Options)!;

    private static async Task<IReadOnlyList<WarningRow>> WarningsAsync(CenterDb db, Incident incident, CancellationToken cancellation)
    {
        var warnings = await db.Set<Warning>().Where(warning => warning.IncidentId == incident.Id)
            .OrderByDescending(warning => warning.ReceivedTime).ThenByDescending(warning => warning.Key).Take(MostWarnings).ToListAsync(cancellation);
        var sites = await SiteNames.OfAsync(db, [incident.SiteId], cancellation);
        return [.. warnings.Select(warning => WarningRow.Of(warning, sites.GetValueOrDefault(warning.SiteId)))];
    }

    private static async Task<IReadOnlyList<object>> InstructionsAsync(CenterDb db, Incident incident, CancellationToken cancellation)
    {
        var instructions = await db.Set<Instruction>().Where(instruction => instruction.IncidentId == incident.Id).OrderBy(instruction => instruction.Number).ToListAsync(cancellation);
        return [.. instructions.Select(i => new { i.Number, i.Kind, Name = InstructionWords.Name(i.Kind), i.Text, i.At, i.By, i.DoneAt, i.DoneBy, i.Feedback })];
    }

    // Entries of the incident itself, and those of other modules that name it in their body.
    private async Task<IReadOnlyList<LedgerRow>> TimelineAsync(CenterDb db, Incident incident, CancellationToken cancellation)
    {
        var (named, namedById, since) = ($"\"incident\":\"{incident.Id}\"", $"\"incidentId\":\"{incident.Id}\"", incident.OpenedAt);
        var entries = await db.Set<LedgerEntry>()
            .Where(entry => entry.Subject == incident.Id || (entry.Site == incident.SiteId && entry.Time >= since && (entry.Body.Contains(named) || entry.Body.Contains(namedById))))
            .OrderBy(entry => entry.Sequence).Take(MostEntries).ToListAsync(cancellation);
        return [.. entries.Select(words.RowOf)];
    }
}
