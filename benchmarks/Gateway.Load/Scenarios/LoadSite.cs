using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Testing.Storage;

namespace Gateway.Load.Scenarios;

/// <summary>Points with four limits each, with or without the quality rules every point has by default.</summary>
internal static class LoadSite
{
    /// <summary>Below every limit.</summary>
    public const double Calm = 12.5;

    private static readonly PointJudgementOptions s_judgement = new()
    {
        Limits =
        [
            new LimitOptions { Tier = WarningTier.Blue, High = 5_000, Deadband = 10 },
            new LimitOptions { Tier = WarningTier.Yellow, High = 6_000, Deadband = 10 },
            new LimitOptions { Tier = WarningTier.Orange, High = 7_000, Deadband = 10 },
            new LimitOptions { Tier = WarningTier.Red, High = 8_000, Deadband = 10 },
        ],
    };

    private static readonly PointJudgementOptions s_limitsOnly = s_judgement with
    {
        StaleAfter = null,
        StaleEscalateAfter = null,
        OfflineAfter = null,
        InhibitAfter = null,
        SensorFaultTier = WarningTier.None,
        OutOfRangeTier = WarningTier.None,
        DetectorLevel1Tier = WarningTier.None,
        DetectorLevel2Tier = WarningTier.None,
    };

    /// <param name="sources">Points are dealt out to the sources in equal runs.</param>
    public static IReadOnlyList<PointPlan> Plan(NumberedPoints points, int sources, bool withDefaults = true) =>
        [.. points.All.Select(p => new PointPlan(p, p.Index / Math.Max(1, points.Count / sources), ConditionFactory.Create(p, withDefaults ? s_judgement : s_limitsOnly)))];
}
