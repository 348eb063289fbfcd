using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings.Hazards;

/// <summary>A natural-hazard warning (weather, flood, geology …) in force for an area.</summary>
public sealed record NaturalHazard(string Id, string Kind, WarningTier Tier, LocalizedText Headline);

/// <summary>Knows the natural-hazard warnings in force. Read inside changes: only from the database, never from the network.</summary>
public interface INaturalHazards
{
    /// <param name="unitPath">Of the site.</param>
    /// <returns>Those that concern the unit now, gravest first; empty when none.</returns>
    Task<IReadOnlyList<NaturalHazard>> InForceAsync(CenterDb db, string unitPath, DateTimeOffset now);
}

/// <summary>Where nothing takes natural-hazard warnings in.</summary>
internal sealed class NoNaturalHazards : INaturalHazards
{
    public Task<IReadOnlyList<NaturalHazard>> InForceAsync(CenterDb db, string unitPath, DateTimeOffset now) => Task.FromResult<IReadOnlyList<NaturalHazard>>([]);
}
