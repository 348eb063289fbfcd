using Gateway.Core.Measurements;

namespace Gateway.Core.Warnings;

/// <param name="Index">0 to 100.</param>
/// <param name="Parts">Greatest first; their shares add up to the index.</param>
public sealed record SiteRiskIndex(double Index, ValueList<SiteRiskPart> Parts);

/// <summary>One part of the index.</summary>
/// <param name="Share">Of the index, in its points.</param>
/// <param name="Text">What it is made of.</param>
public sealed record SiteRiskPart(SiteRiskPartKind Kind, double Share, LocalizedText Text);

/// <summary>What a part of the index speaks of.</summary>
public enum SiteRiskPartKind : byte
{
    Tiers = 0,
    Exposure = 1,
    Lost = 2,
    Silenced = 3,
    Overdue = 4,
    Forecast = 5,
}
