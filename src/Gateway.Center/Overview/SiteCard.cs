using Gateway.Center.Sites;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Overview;

/// <summary>As <c>SiteCard</c> in types.ts. Drills have no part in <see cref="Tier"/> and <see cref="Incidents"/>.</summary>
public sealed record SiteCard
{
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    public required LocalizedText? Town { get; init; }

    public required string? Industry { get; init; }

    public required double? Longitude { get; init; }

    public required double? Latitude { get; init; }

    /// <summary>Gravest incident that nobody has released.</summary>
    public required WarningTier Tier { get; init; }

    public required int Incidents { get; init; }

    /// <summary>Of the worst of its gateways.</summary>
    public required LinkState Link { get; init; }

    public required DateTimeOffset? LinkSince { get; init; }

    public required double? ClockOffsetMs { get; init; }

    public required int Points { get; init; }

    public required int PointsGood { get; init; }

    public required bool Watched { get; init; }

    public required bool Placed { get; init; }
}
