using Gateway.Center.Configuration;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Warnings;

/// <summary>How warnings become incidents, and how incidents end.</summary>
public sealed record WarningOptions : ICheckedOptions
{
    /// <summary>A warning within so many minutes after an incident of its place cleared opens it again. 0 to 1440; default 30.</summary>
    public int MergeWindowMin { get; init; } = 30;

    /// <summary>How many points of a lower tier count as one of a higher, each 0 (never) to 1000; null = never. Default 4, 3, 2.</summary>
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

    void ICheckedOptions.Check(string path, ConfigurationErrors errors)
    {
        errors.Between($"{path}.mergeWindowMin", MergeWindowMin, 0, 1440);
        errors.Between($"{path}.neighbourSites", NeighbourSites, 2, 100);
        errors.Between($"{path}.neighbourWindowMin", NeighbourWindowMin, 1, 1440);
        errors.Between($"{path}.releaseAfterMin", ReleaseAfterMin, 1, 10080);
        errors.Between($"{path}.historicalGraceS", HistoricalGraceS, 1, 3600);
        errors.Require(HazardFamilies.All(family => family.Length is > 0 and <= 64), $"{path}.hazardFamilies", string.Join(", ", HazardFamilies), "每项 1 到 64 个字符", "1 to 64 characters each");
        if (Promotion is { } counts)
        {
            errors.Between($"{path}.promotion.blueToYellow", counts.BlueToYellow, 0, 1000);
            errors.Between($"{path}.promotion.yellowToOrange", counts.YellowToOrange, 0, 1000);
            errors.Between($"{path}.promotion.orangeToRed", counts.OrangeToRed, 0, 1000);
        }
    }
}
