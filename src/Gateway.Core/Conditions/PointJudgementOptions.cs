using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>
/// How one point is judged, as the user writes it. A time that is null switches its condition off. Defaults follow domain
/// rules 7.5 and 9.1 [P]: proposals of the product, to be confirmed by the site's safety engineer, so every one of
/// them is shown as not reviewed until <see cref="ReviewedBy"/> is set.
/// </summary>
public sealed record PointJudgementOptions
{
    /// <summary>Version of the rule pack or configuration; shown with every warning.</summary>
    public string Version { get; init; } = "default/1";

    /// <summary>Who approved the quality rules below (limits carry their own); null = not reviewed.</summary>
    public string? ReviewedBy { get; init; }

    public IReadOnlyList<LimitOptions> Limits { get; init; } = [];

    /// <summary>Last good value older than this: stale, blue. Default 60 s; null switches it off.</summary>
    public TimeSpan? StaleAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Default blue.</summary>
    public WarningTier StaleTier { get; init; } = WarningTier.Blue;

    /// <summary>Stale for this long becomes yellow. Default 30 min; null switches it off.</summary>
    public TimeSpan? StaleEscalateAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Source not reachable for this long: offline. Default 30 s; null switches it off.</summary>
    public TimeSpan? OfflineAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Default blue.</summary>
    public WarningTier OfflineTier { get; init; } = WarningTier.Blue;

    /// <summary>Default blue; none switches it off.</summary>
    public WarningTier SensorFaultTier { get; init; } = WarningTier.Blue;

    /// <summary>How long a fault is borne before it counts. Default 2 s.</summary>
    public TimeSpan SensorFaultDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Default blue; none switches it off.</summary>
    public WarningTier OutOfRangeTier { get; init; } = WarningTier.Blue;

    /// <summary>Saturated for this long counts (domain rule 7.5). Default 10 s.</summary>
    public TimeSpan OutOfRangeDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Inhibited for this long: out of service. Default 30 min; null switches it off.</summary>
    public TimeSpan? InhibitAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Default blue.</summary>
    public WarningTier InhibitTier { get; init; } = WarningTier.Blue;

    /// <summary>Tier of the detector's own level 1 alarm. Default yellow; none switches it off.</summary>
    public WarningTier DetectorLevel1Tier { get; init; } = WarningTier.Yellow;

    /// <summary>Tier of the detector's own level 2 alarm. Default orange; none switches it off.</summary>
    public WarningTier DetectorLevel2Tier { get; init; } = WarningTier.Orange;

    /// <summary>Whether the detector's own alarms latch here too. Default false.</summary>
    public bool DetectorLatch { get; init; }
}
