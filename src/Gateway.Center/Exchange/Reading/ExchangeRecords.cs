using System.Text.Json;
using Gateway.Center.Ingest;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Exchange.Reading;

// What other platforms read; docs/specs/exchange.md says what each field means. Fields are only ever added.
public sealed record ExchangeSite(string Id, LocalizedText Name, string UnitPath, string? Industry, double? Longitude, double? Latitude, JsonElement Scenarios, JsonElement Attributes, DateTimeOffset? ConnectedSince)
{
    internal static ExchangeSite Of(Site site) =>
        new(site.Id, new(site.NameZh, site.NameEn), site.UnitPath, site.Industry, site.Longitude, site.Latitude, ExchangeFeed.Data(site.Scenarios), ExchangeFeed.Data(site.Attributes), site.ConnectedSince);
}

public sealed record ExchangePoint(string Edge, string Id, LocalizedText Name, string Unit, string Family, string Quantity, string Device, string Zone, JsonElement Table)
{
    internal static ExchangePoint Of(SitePoint point) =>
        new(point.EdgeId, point.PointId, new(point.NameZh, point.NameEn), point.Unit, point.Family, point.Quantity, point.Device, point.Zone, ExchangeFeed.Data(point.Body));
}

/// <param name="Value">Null when there is none; never zero for it.</param>
public sealed record ExchangeValue(string Edge, string Point, double? Value, string? Text, Quality Quality, DateTimeOffset SourceTime, DateTimeOffset ReceivedTime, WarningTier Tier)
{
    internal static ExchangeValue Of(LiveValue value) =>
        new(value.EdgeId, value.PointId, double.IsFinite(value.Value) ? value.Value : null, value.Text, value.Quality, new(value.SourceTime, TimeSpan.Zero), new(value.ReceivedTime, TimeSpan.Zero), value.Tier);
}

public sealed record ExchangeDevice(string Site, string Edge, LinkState State, DateTimeOffset Since, DateTimeOffset? LastSeen, double? ClockOffsetMs, string Version)
{
    internal static ExchangeDevice Of(EdgeBox edge) => new(edge.SiteId, edge.EdgeId, edge.State, edge.StateSince, edge.LastSeen, edge.ClockOffsetMs, edge.ProductVersion);
}

public sealed record ExchangeAvailability(string Site, DateTimeOffset At, int Gateways, int GatewaysOnline, int Points, int PointsGood);

/// <param name="Message">docs/specs/warning-message.md</param>
public sealed record ExchangeWarning(string Key, string Site, string Edge, string UnitPath, WarningTier Tier, DateTimeOffset EventTime, DateTimeOffset ReceivedTime, bool Historical, bool Drill, string? Incident, JsonElement Message)
{
    internal static ExchangeWarning Of(Warning warning) =>
        new(warning.Key, warning.SiteId, warning.EdgeId, warning.UnitPath, warning.Tier, warning.EventTime, warning.ReceivedTime, warning.IsHistorical, warning.IsDrill, warning.IncidentId, ExchangeFeed.Data(warning.Body));
}

public sealed record ExchangeIncident(
    string Id, string Site, string UnitPath, string Zone, string Family, IncidentState State, WarningTier Tier, WarningTier StandingTier, LocalizedText Title, DateTimeOffset OpenedAt,
    DateTimeOffset? AcknowledgedAt, DateTimeOffset? ClearedAt, DateTimeOffset? ReleasedAt, DateTimeOffset? AccidentAt, bool Drill, bool Proof)
{
    internal static ExchangeIncident Of(Incident incident) =>
        new(
            incident.Id, incident.SiteId, incident.UnitPath, incident.Zone, incident.Family, incident.State, incident.Tier, incident.StandingTier, new(incident.TitleZh, incident.TitleEn),
            incident.OpenedAt, incident.AcknowledgedAt, incident.ClearedAt, incident.ReleasedAt, incident.AccidentAt, incident.IsDrill, incident.IsProof);
}
