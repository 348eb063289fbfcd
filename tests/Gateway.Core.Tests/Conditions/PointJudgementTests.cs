using Gateway.Core.Conditions;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions;

public sealed class PointJudgementTests
{
    private static IEnumerable<string> Paths(PointJudgementOptions options) =>
        ConditionFactory.Validate(Point(), options).Select(e => e.Path);

    private static PointJudgementOptions With(params LimitOptions[] limits) => new() { Limits = limits };

    [Fact]
    public void Accepts_the_defaults_and_ordered_limits()
    {
        Paths(new PointJudgementOptions()).ShouldBeEmpty();
        Paths(With(
            new() { Tier = WarningTier.Red, High = 90, Deadband = 2 }, new() { Tier = WarningTier.Yellow, High = 50 },
            new() { Tier = WarningTier.Yellow, Low = 20, Deadband = 1 }, new() { Tier = WarningTier.Red, Low = 10 })).ShouldBeEmpty();
    }

    [Fact]
    public void Tells_every_error_at_once_in_both_languages()
    {
        var errors = ConditionFactory.Validate(Point(), new PointJudgementOptions
        {
            Limits =
            [
                new() { Tier = WarningTier.Red, High = 120 },
                new() { Tier = WarningTier.None, High = 10 },
                new() { Tier = WarningTier.Blue },
                new() { Tier = WarningTier.Blue, High = 5, Low = 5, Deadband = -1, OnDelay = TimeSpan.FromSeconds(-1) },
                new() { Tier = WarningTier.Blue, High = double.NaN },
            ],
            StaleAfter = TimeSpan.Zero,
            InhibitTier = (WarningTier)9,
        });
        errors.Select(e => e.Path).ShouldBe(
            ["limits[0].high", "limits[1].tier", "limits[2]", "limits[3]", "limits[3].deadband", "limits[3].onDelay", "limits[4].high", "limits[3].high",
                "staleAfter", "inhibitTier"], ignoreOrder: true);
        errors.ShouldAllBe(e => e.AllowedZh.Length > 0 && e.AllowedEn.Length > 0);
        errors.Single(e => e.Path == "limits[0].high").Found.ShouldBe("120");
    }

    [Fact]
    public void Rejects_limits_in_the_wrong_order()
    {
        Paths(With(new() { Tier = WarningTier.Yellow, High = 60 }, new() { Tier = WarningTier.Orange, High = 50 })).ShouldBe(["limits[1].high"]);
        Paths(With(new() { Tier = WarningTier.Yellow, Low = 10 }, new() { Tier = WarningTier.Orange, Low = 20 })).ShouldBe(["limits[1].low"]);
    }

    [Theory]
    [InlineData(50, 5, 40, 5, false)]
    [InlineData(50, 5, 40, 4.9, true)]
    [InlineData(40, 0, 50, 0, false)]
    public void Rejects_overlapping_limits(double high, double highBand, double low, double lowBand, bool accepted)
    {
        var options = With(
            new() { Tier = WarningTier.Red, High = high, Deadband = highBand }, new() { Tier = WarningTier.Red, Low = low, Deadband = lowBand });
        Paths(options).Any().ShouldBe(!accepted);
    }

    [Fact]
    public void Makes_one_condition_each_with_unique_ids_and_says_what_is_not_reviewed()
    {
        var conditions = ConditionFactory.Create(Point(), new PointJudgementOptions
        {
            Version = "gas-fixed/1",
            Limits =
            [
                new() { Tier = WarningTier.Yellow, High = 25, ReviewedBy = "safety engineer", Clause = "GB/T 50493-2019 5.5.2" },
                new() { Tier = WarningTier.Yellow, High = 30 },
                new() { Tier = WarningTier.Orange, Low = 5 },
            ],
        });
        var ids = conditions.Select(c => c.Id).ToList();
        ids.ShouldBeUnique();
        ids.ShouldBe(
            ["orange-low", "yellow-high", "yellow-high-2", "detector-2", "detector-1", "out-of-range", "sensor-fault", "out-of-service", "stale", "stale-long",
                "offline"]);
        conditions.Where(c => !c.Basis.IsUnreviewedDefault).ShouldHaveSingleItem().Id.ShouldBe("yellow-high");
        conditions.ShouldAllBe(c => c.Basis.Version == "gas-fixed/1" && c.Basis.Rule == $"gas-0/{c.Id}");
        conditions.Single(c => c.Id == "stale-long").Tier.ShouldBe(WarningTier.Yellow);
    }

    [Fact]
    public void Makes_no_condition_that_is_switched_off()
    {
        ConditionFactory.Create(Point(), new PointJudgementOptions
        {
            StaleAfter = null, StaleEscalateAfter = null, OfflineAfter = null, InhibitAfter = null, SensorFaultTier = WarningTier.None,
            OutOfRangeTier = WarningTier.None, DetectorLevel1Tier = WarningTier.None, DetectorLevel2Tier = WarningTier.None,
        }).ShouldBeEmpty();
    }
}
