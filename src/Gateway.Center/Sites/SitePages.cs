using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Readings;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Sites.Api;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Sites;

/// <summary>The page of one site.</summary>
internal sealed class SitePages(SiteCards cards, LiveValues live, CoverageBook coverage, TimeProvider time)
{
    private const int MostIncidents = 100;

    public async Task<SiteView> OfAsync(CenterDb db, Site site, CancellationToken cancellation)
    {
        var card = (await cards.OfAsync(db, [site], cancellation))[0];
        var edges = await db.Set<EdgeBox>().Where(edge => edge.SiteId == site.Id).OrderBy(edge => edge.EdgeId).ToListAsync(cancellation);
        var points = await db.Set<SitePoint>().Where(point => point.SiteId == site.Id && point.RemovedAt == null)
            .OrderBy(point => point.EdgeId).ThenBy(point => point.PointId).ToListAsync(cancellation);
        var views = points.ConvertAll(ViewOf);
        return new SiteView
        {
            Id = card.Id, Name = card.Name, Town = card.Town, Industry = card.Industry, Longitude = card.Longitude, Latitude = card.Latitude, Tier = card.Tier,
            Incidents = card.Incidents, Link = card.Link, LinkSince = card.LinkSince, ClockOffsetMs = card.ClockOffsetMs, Points = card.Points,
            PointsGood = card.PointsGood, Watched = card.Watched, Placed = card.Placed, UnitPath = site.UnitPath, Scenarios = Json<List<string>>(site.Scenarios),
            Attributes = Json<JsonElement>(site.Attributes), ConnectedSince = site.ConnectedSince, Zones = ZonesOf(edges, views), Edges = edges.ConvertAll(ViewOf),
            PointsList = views, IncidentsList = await IncidentsAsync(db, site, cancellation),
        };
    }

    internal static IReadOnlyList<LimitView> LimitsOf(PointEntry entry) =>
    [
        .. entry.Limits.Select(limit => new LimitView(
            Enum.TryParse<WarningTier>(limit.Tier, ignoreCase: true, out var tier) ? tier : WarningTier.None, limit.Kind, limit.Value, limit.Clause, limit.UnreviewedDefault)),
    ];

    /// <summary>As its gateway told it; a point nobody has told all of keeps what is known.</summary>
    internal static PointEntry EntryOf(SitePoint point)
    {
        try
        {
            return Json<PointEntry>(point.Body);
        }
        catch (JsonException)
        {
            return new PointEntry
            {
                Id = point.PointId, Name = new(point.NameZh, point.NameEn), Unit = point.Unit, Family = point.Family, Quantity = point.Quantity, Device = point.Device, Zone = point.Zone,
            };
        }
    }

    private static List<ZoneView> ZonesOf(List<EdgeBox> edges, List<PointView> points) =>
    [
        .. edges.SelectMany(edge => Json<List<ZoneEntry>>(edge.Zones)).DistinctBy(zone => zone.Id).Select(zone => new ZoneView(
            zone.Id, zone.Name, points.Where(point => point.Zone == zone.Id).Select(point => point.Tier).DefaultIfEmpty().Max())),
    ];

    private static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, CenterJson.Options)!;

    private static async Task<List<SiteIncident>> IncidentsAsync(CenterDb db, Site site, CancellationToken cancellation)
    {
        var rows = await db.Set<Incident>().Where(incident => incident.SiteId == site.Id).OrderByDescending(incident => incident.OpenedAt).Take(MostIncidents)
            .ToListAsync(cancellation);
        var ids = rows.ConvertAll(row => row.Id);
        var counts = await db.Set<Warning>().Where(warning => ids.Contains(warning.IncidentId!)).GroupBy(warning => warning.IncidentId!)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        return rows.ConvertAll(row => RowOf(row, site, counts.GetValueOrDefault(row.Id)));
    }

    private static SiteIncident RowOf(Incident row, Site site, int warnings) => new()
    {
        Id = row.Id, Site = row.SiteId, SiteName = new LocalizedText(site.NameZh, site.NameEn), Zone = row.Zone, Family = row.Family, State = row.State,
        Tier = row.Tier, StandingTier = row.StandingTier, Title = new LocalizedText(row.TitleZh, row.TitleEn), OpenedAt = row.OpenedAt, RaisedAt = row.RaisedAt,
        ClearedAt = row.ClearedAt, ReleasedAt = row.ReleasedAt, AcknowledgedAt = row.AcknowledgedAt, AcknowledgedBy = row.AcknowledgedBy,
        AccidentAt = row.AccidentAt, Warnings = warnings, Drill = row.IsDrill, Proof = row.IsProof,
    };

    private EdgeView ViewOf(EdgeBox edge)
    {
        var (events, readings) = coverage.Of(new EdgeKey(edge.SiteId, edge.EdgeId), edge.Epoch);
        return new EdgeView(
            edge.EdgeId, edge.State, edge.StateSince, edge.LastSeen, edge.ClockOffsetMs, edge.ProductVersion, edge.Head, Math.Max(events.UpTo, readings.UpTo),
            Json<List<string>>(edge.RulePacks));
    }

    private PointView ViewOf(SitePoint point)
    {
        var entry = EntryOf(point);
        var value = live.Find(point.SiteId, point.EdgeId, point.PointId);
        var age = value is { } known ? (time.GetUtcNow().UtcTicks - known.SourceTime) / (double)TimeSpan.TicksPerSecond : (double?)null;
        var stale = value is { } last && time.GetUtcNow().UtcTicks - last.ReceivedTime > SiteCards.StaleAfter.Ticks;
        return new PointView
        {
            Id = point.PointId, Edge = point.EdgeId, Name = new LocalizedText(point.NameZh, point.NameEn), Unit = point.Unit, Family = point.Family,
            Quantity = point.Quantity, Device = point.Device, Area = entry.Area, Zone = point.Zone, Derived = entry.IsDerived, RangeLow = entry.RangeLow,
            RangeHigh = entry.RangeHigh, Limits = LimitsOf(entry), Tier = live.TierOf(point.SiteId, point.EdgeId, point.PointId),
            Value = value is { Value: var number } && double.IsFinite(number) ? number : null, Text = value?.Text, Quality = value?.Quality.ToString() is { } word ? JsonNamingPolicy.CamelCase.ConvertName(word) : null,
            SourceTime = value is { } sample ? new DateTimeOffset(sample.SourceTime, TimeSpan.Zero) : null, AgeS = age,
            State = value is null ? "never" : stale ? "stale" : "live",
        };
    }
}
