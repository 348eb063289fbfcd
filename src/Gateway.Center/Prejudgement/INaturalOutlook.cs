using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Prejudgement;

/// <summary>Weather, flood, geology and fire warnings in force, for the sheets. Whoever keeps them registers an implementation.</summary>
public interface INaturalOutlook
{
    /// <summary>Warnings that concern a unit between two instants.</summary>
    Task<IReadOnlyList<NaturalOutlook>> ForAsync(CenterDb db, string unitPath, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);
}

/// <param name="Source">Who issued it.</param>
public sealed record NaturalOutlook(LocalizedText Text, WarningTier Tier, string Source);

/// <summary>Knows none; the sheet then says that none is connected instead of that there is none.</summary>
internal sealed class NoNaturalOutlook : INaturalOutlook
{
    public Task<IReadOnlyList<NaturalOutlook>> ForAsync(CenterDb db, string unitPath, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<NaturalOutlook>>([new(new("未接入自然灾害预警，请人工查询", "no natural-hazard warnings are connected; look them up"), WarningTier.None, "center")]);
}
