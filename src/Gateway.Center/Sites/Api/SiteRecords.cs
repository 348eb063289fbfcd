using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Sites.Api;

/// <summary>A site in lists; <c>SiteCard</c> of api/types.</summary>
public record SiteCard
{
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    public LocalizedText? Town { get; init; }

    public string? Industry { get; init; }

    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    public WarningTier Tier { get; init; }

    public int Incidents { get; init; }

    /// <summary>The worst of its gateways.</summary>
    public LinkState Link { get; init; }

    public DateTimeOffset? LinkSince { get; init; }

    /// <summary>Of the gateway farthest off.</summary>
    public double? ClockOffsetMs { get; init; }

    public int Points { get; init; }

    public int PointsGood { get; init; }

    public bool Watched { get; init; }

    public bool Placed { get; init; }
}

/// <summary>The page of a site; <c>SiteView</c> of api/types.</summary>
public sealed record SiteView : SiteCard
{
    public required string UnitPath { get; init; }

    public required IReadOnlyList<string> Scenarios { get; init; }

    public required JsonElement Attributes { get; init; }

    public DateTimeOffset? ConnectedSince { get; init; }

    public required IReadOnlyList<ZoneView> Zones { get; init; }

    public required IReadOnlyList<EdgeView> Edges { get; init; }

    public required IReadOnlyList<PointView> PointsList { get; init; }

    public required IReadOnlyList<SiteIncident> IncidentsList { get; init; }
}

public sealed record ZoneView(string Id, WarningText Name, WarningTier Tier);

public sealed record EdgeView(
    string Id, LinkState Link, DateTimeOffset? Since, DateTimeOffset? LastSeen, double? ClockOffsetMs, string Version, long Head, long Receipted,
    IReadOnlyList<string> RulePacks);

public sealed record LimitView(WarningTier Tier, string Kind, double Value, string Clause, bool UnreviewedDefault);

/// <summary>A point with what it reads; <c>PointView</c> of api/types.</summary>
public sealed record PointView
{
    public required string Id { get; init; }

    public required string Edge { get; init; }

    public required LocalizedText Name { get; init; }

    public required string Unit { get; init; }

    public required string Family { get; init; }

    public required string Quantity { get; init; }

    public required string Device { get; init; }

    public required string Area { get; init; }

    public required string Zone { get; init; }

    public bool Derived { get; init; }

    public double? RangeLow { get; init; }

    public double? RangeHigh { get; init; }

    public required IReadOnlyList<LimitView> Limits { get; init; }

    public WarningTier Tier { get; init; }

    public double? Value { get; init; }

    public string? Text { get; init; }

    public string? Quality { get; init; }

    public DateTimeOffset? SourceTime { get; init; }

    public double? AgeS { get; init; }

    /// <summary><c>live</c>, <c>stale</c> or <c>never</c>.</summary>
    public required string State { get; init; }
}

/// <summary>Row of an incident on the page of its site; <c>IncidentRow</c> of api/types.</summary>
public sealed record SiteIncident
{
    public required string Id { get; init; }

    public required string Site { get; init; }

    public required LocalizedText SiteName { get; init; }

    public required string Zone { get; init; }

    public required string Family { get; init; }

    public required Warnings.IncidentState State { get; init; }

    public required WarningTier Tier { get; init; }

    public required WarningTier StandingTier { get; init; }

    public required LocalizedText Title { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? ClearedAt { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AccidentAt { get; init; }

    public int Warnings { get; init; }

    public object? Call { get; init; }

    public bool Drill { get; init; }

    public bool Proof { get; init; }
}
