using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Evidence.Content;

/// <summary>What stood on the board: warnings, incidents with calls, clocks and hidden dangers, the site with points, limits and rules.</summary>
internal sealed class BoardContent(IEnumerable<IIncidentPart> parts)
{
    public static async Task<IReadOnlyList<Warning>> WarningsAsync(CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        var (site, from, to, incident) = (window.Site.Id, window.From, window.To, window.Incident);
        var warnings = db.Set<Warning>().AsNoTracking().Where(warning => warning.SiteId == site && warning.EventTime >= from && warning.EventTime < to);
        warnings = incident is null ? warnings : warnings.Where(warning => warning.IncidentId == incident);
        return await warnings.OrderBy(warning => warning.EventTime).ThenBy(warning => warning.Key).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<Dictionary<string, object>>> IncidentsAsync(CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        var (site, from, to, only) = (window.Site.Id, window.From, window.To, window.Incident);
        var incidents = db.Set<Incident>().AsNoTracking().Where(incident => incident.SiteId == site);
        incidents = only is null
            ? incidents.Where(incident => incident.OpenedAt < to && (incident.ReleasedAt == null || incident.ReleasedAt >= from))
            : incidents.Where(incident => incident.Id == only);

        // With the eyes of somebody who only reads: what the account that asks could do now is no evidence.
        var reader = window.User with { Role = CenterRole.Inspector };
        var list = new List<Dictionary<string, object>>();
        foreach (var incident in await incidents.OrderBy(incident => incident.Id).ToListAsync(cancellation))
        {
            var item = new Dictionary<string, object>(StringComparer.Ordinal) { ["incident"] = incident };
            foreach (var part in parts.OrderBy(part => part.Field, StringComparer.Ordinal))
            {
                item[part.Field] = await part.OfAsync(db, incident, reader, cancellation);
            }

            list.Add(item);
        }

        return list;
    }

    public static async Task<IReadOnlyList<SitePoint>> PointsAsync(CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        var (site, from, to) = (window.Site.Id, window.From, window.To);
        return await db.Set<SitePoint>().AsNoTracking()
            .Where(point => point.SiteId == site && point.FirstSeen < to && (point.RemovedAt == null || point.RemovedAt >= from))
            .OrderBy(point => point.EdgeId).ThenBy(point => point.PointId).ToListAsync(cancellation);
    }

    /// <summary>Rules that decided a warning of the window, as the warning names them; the limits of all points stand with the points.</summary>
    public static IReadOnlyList<JsonElement> Rules(IReadOnlyList<Warning> warnings) =>
        [.. warnings.Select(warning => RuleOf(warning.Body)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Json)];

    /// <summary>A stored JSON text, to be written as JSON and not as a text.</summary>
    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static string? RuleOf(string body) => Json(body).TryGetProperty("rule", out var rule) ? rule.GetRawText() : null;
}
