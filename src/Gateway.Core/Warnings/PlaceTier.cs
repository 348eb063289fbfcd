using Gateway.Core.Measurements;

namespace Gateway.Core.Warnings;

/// <summary>The tier of a point, device, zone or site, and what made it so.</summary>
/// <param name="Id">Of the point, device or zone; empty for the site.</param>
/// <param name="Highest">The highest alarm alone; below <paramref name="Tier"/> when many points together made it higher.</param>
/// <param name="Causes">The alarms that made the tier: those at it, or those that were counted together. Ordered by id.</param>
/// <param name="Why">One sentence.</param>
public sealed record PlaceTier(
    PlaceKind Kind, string Id, WarningTier Tier, WarningTier Highest, ValueList<string> Causes, LocalizedText Why)
{
    public bool IsPromoted => Tier > Highest;
}
