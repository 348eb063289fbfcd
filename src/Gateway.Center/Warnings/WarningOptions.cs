using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings;

/// <summary>How warnings become incidents, and how incidents end.</summary>
public sealed record WarningOptions
{
    /// <summary>A warning within so many minutes after an incident of its place cleared opens it again. 0 to 1440; default 30.</summary>
    public int MergeWindowMin { get; init; } = 30;

    /// <summary>How many points of a lower tier count as one of a higher; null = never. Default 4, 3, 2.</summary>
    public PromotionCounts? Promotion { get; init; } = PromotionCounts.Default;

    /// <summary>So many sites of one enterprise or town at orange or above give a hint to the county. 2 to 100; default 3.</summary>
    public int NeighbourSites { get; init; } = 3;

    /// <summary>Within so many minutes. 1 to 1440; default 30.</summary>
    public int NeighbourWindowMin { get; init; } = 30;

    /// <summary>Families a natural-hazard warning in force raises by one tier. Default slope, tailings, flood.</summary>
    public IReadOnlyList<string> HazardFamilies { get; init; } = ["slope", "tailings", "flood"];

    /// <summary>Cleared for so many minutes and touched by nobody: the center may release it. 1 to 10080; default 30.</summary>
    public int ReleaseAfterMin { get; init; } = 30;

    /// <summary>Whether the center releases blue incidents itself. Default true.</summary>
    public bool ReleasesBlue { get; init; } = true;

    /// <summary>Whether the center releases yellow incidents itself. Default false. Orange and red are always released by people.</summary>
    public bool ReleasesYellow { get; init; }

    /// <summary>A backlogged warning that nothing has ended so many seconds after it came stands still, and people are called. 1 to 3600; default 60.</summary>
    public int HistoricalGraceS { get; init; } = 60;
}
