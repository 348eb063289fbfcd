using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>Turns what the user wrote for a point into its conditions. Validate first: the factory trusts its input.</summary>
public static class ConditionFactory
{
    /// <summary>Most grave limits first, then the detector's own alarms, then the signal's quality.</summary>
    public static IReadOnlyList<Condition> Create(Point point, PointJudgementOptions options) =>
        [.. Limits(point, options), .. Detector(point, options), .. Signal(point, options), .. Silence(point, options)];

    /// <inheritdoc cref="PointJudgementValidator.Validate"/>
    public static IReadOnlyList<JudgementError> Validate(Point point, PointJudgementOptions options) =>
        PointJudgementValidator.Validate(point, options);

    private static IEnumerable<Condition> Limits(Point point, PointJudgementOptions options)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var limit in options.Limits.OrderByDescending(l => l.Tier))
        {
            var id = $"{Name(limit.Tier)}-{(limit.High is null ? "low" : "high")}";
            for (var copy = 2; !taken.Add(id); copy++)
            {
                id = $"{Name(limit.Tier)}-{(limit.High is null ? "low" : "high")}-{copy}";
            }

            yield return Limit(limit, id, new RuleBasis($"{point.Id}/{id}", options.Version, limit.Clause, limit.ReviewedBy));
        }
    }

    private static Condition Limit(LimitOptions limit, string id, RuleBasis basis) => limit.High is { } high
        ? new HighLimit
        {
            Id = id, Tier = limit.Tier, Basis = basis, Limit = high, Deadband = limit.Deadband,
            OnDelay = limit.OnDelay, OffDelay = limit.OffDelay, Latch = limit.Latch,
        }
        : new LowLimit
        {
            Id = id, Tier = limit.Tier, Basis = basis, Limit = limit.Low.GetValueOrDefault(double.NaN), Deadband = limit.Deadband,
            OnDelay = limit.OnDelay, OffDelay = limit.OffDelay, Latch = limit.Latch,
        };

    private static IEnumerable<Condition> Detector(Point point, PointJudgementOptions options)
    {
        if (options.DetectorLevel2Tier != WarningTier.None)
        {
            yield return new DetectorAlarm
            {
                Id = "detector-2", Level = 2, Tier = options.DetectorLevel2Tier, Latch = options.DetectorLatch,
                Basis = Basis(point, options, "detector-2"),
            };
        }

        if (options.DetectorLevel1Tier != WarningTier.None)
        {
            yield return new DetectorAlarm
            {
                Id = "detector-1", Level = 1, Tier = options.DetectorLevel1Tier, Latch = options.DetectorLatch,
                Basis = Basis(point, options, "detector-1"),
            };
        }
    }

    private static IEnumerable<Condition> Signal(Point point, PointJudgementOptions options)
    {
        if (options.OutOfRangeTier != WarningTier.None)
        {
            yield return new OutOfRange
            {
                Id = "out-of-range", Range = point.Range, Tier = options.OutOfRangeTier, OnDelay = options.OutOfRangeDelay,
                Basis = Basis(point, options, "out-of-range"),
            };
        }

        if (options.SensorFaultTier != WarningTier.None)
        {
            yield return new SensorFault
            {
                Id = "sensor-fault", Tier = options.SensorFaultTier, OnDelay = options.SensorFaultDelay,
                Basis = Basis(point, options, "sensor-fault"),
            };
        }

        if (options.InhibitAfter is { } inhibit && options.InhibitTier != WarningTier.None)
        {
            yield return new OutOfService
            {
                Id = "out-of-service", Tier = options.InhibitTier, OnDelay = inhibit, Basis = Basis(point, options, "out-of-service"),
            };
        }
    }

    private static IEnumerable<Condition> Silence(Point point, PointJudgementOptions options)
    {
        if (options.StaleAfter is { } stale && options.StaleTier != WarningTier.None)
        {
            yield return new Stale { Id = "stale", After = stale, Tier = options.StaleTier, Basis = Basis(point, options, "stale") };
        }

        if (options.StaleEscalateAfter is { } late && options.StaleTier < WarningTier.Yellow)
        {
            yield return new Stale { Id = "stale-long", After = late, Tier = WarningTier.Yellow, Basis = Basis(point, options, "stale-long") };
        }

        if (options.OfflineAfter is { } offline && options.OfflineTier != WarningTier.None)
        {
            yield return new Offline { Id = "offline", Tier = options.OfflineTier, OnDelay = offline, Basis = Basis(point, options, "offline") };
        }
    }

    private static RuleBasis Basis(Point point, PointJudgementOptions options, string id) =>
        new($"{point.Id}/{id}", options.Version, "", options.ReviewedBy);

    private static string Name(WarningTier tier) => tier.ToString().ToLowerInvariant();
}
