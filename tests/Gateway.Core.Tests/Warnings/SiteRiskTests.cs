using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Warnings;

public sealed class SiteRiskTests
{
    private static double Index(SiteRiskInput input) => SiteRisk.Of(input).Index;

    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(1, 0, 0, 0, 5)]
    [InlineData(0, 1, 0, 0, 15)]
    [InlineData(0, 0, 1, 0, 40)]
    [InlineData(0, 0, 0, 1, 80)]
    [InlineData(0, 0, 0, 2, 96)]
    [InlineData(1, 1, 1, 1, 90.31)]
    public void Tiers_weigh_as_the_formula_says(int blue, int yellow, int orange, int red, double index) =>
        Index(new() { Tiers = new(blue, yellow, orange, red) }).ShouldBe(index, 0.005);

    [Theory]
    [InlineData(0, 40)]
    [InlineData(25, 53.52)]
    [InlineData(50, 64)]
    [InlineData(500, 64)]
    public void People_within_reach_make_what_stands_count_up_to_twice(int people, double index) =>
        Index(new() { Tiers = new(0, 0, 1, 0), People = people }).ShouldBe(index, 0.005);

    [Fact]
    public void People_alone_are_no_risk() => Index(new() { People = 500 }).ShouldBe(0);

    [Theory]
    [InlineData(10, 0, 0, 30)]
    [InlineData(5, 0, 0, 15)]
    [InlineData(0, 10, 0, 20)]
    [InlineData(0, 0, 10, 10)]
    [InlineData(10, 10, 10, 49.6)]
    public void A_site_that_is_blind_is_at_risk(int lost, int silenced, int overdue, double index) =>
        Index(new() { Points = 10, Lost = lost, Silenced = silenced, Overdue = overdue }).ShouldBe(index, 0.005);

    [Theory]
    [InlineData(48, 1, 60)]
    [InlineData(49, 1, 30)]
    [InlineData(168, 0.5, 15)]
    [InlineData(169, 1, 10)]
    [InlineData(10, 0, 0)]
    public void Forecasts_weigh_by_time_and_trust(double hours, double trust, double index) =>
        Index(new() { Forecasts = [new("slope-1", TimeSpan.FromHours(hours), trust)] }).ShouldBe(index, 0.005);

    [Fact]
    public void Every_part_is_told_in_both_languages_greatest_first()
    {
        var risk = SiteRisk.Of(new()
        {
            Tiers = new(2, 1, 1, 0), Points = 40, Lost = 10, Silenced = 1, Overdue = 4, People = 25, Forecasts = [new("slope-1", TimeSpan.FromHours(30), 0.8)],
        });
        risk.Parts.Select(p => p.Kind).ShouldBe(
            [SiteRiskPartKind.Tiers, SiteRiskPartKind.Forecast, SiteRiskPartKind.Exposure, SiteRiskPartKind.Lost, SiteRiskPartKind.Overdue, SiteRiskPartKind.Silenced]);
        risk.Parts[0].Text.Zh.ShouldBe("现存预警：红 0、橙 1、黄 1、蓝 2");
        risk.Parts[1].Text.En.ShouldBe("slope-1 is forecast to fail in 30 h at the earliest");
        risk.Parts[3].Text.En.ShouldBe("10 of 40 points lost or broken");
        risk.Parts.Sum(p => p.Share).ShouldBe(risk.Index, 1e-9);
    }

    [Fact]
    public void Whatever_gets_worse_never_lowers_the_index()
    {
        var count = Gen.Choose(0, 12);
        var inputs =
            from blue in count from yellow in count from orange in count from red in Gen.Choose(0, 3)
            from lost in count from silenced in count from overdue in count from people in Gen.Choose(0, 80) from hours in Gen.Choose(0, 400)
            select new SiteRiskInput
            {
                Tiers = new(blue, yellow, orange, red), Points = 40, Lost = lost, Silenced = silenced, Overdue = overdue, People = people,
                Forecasts = [new("slope-1", TimeSpan.FromHours(hours), 0.5)],
            };
        Prop.ForAll(inputs.ToArbitrary(), input =>
        {
            var risk = SiteRisk.Of(input);
            risk.Index.ShouldBeInRange(0, 100);
            risk.Parts.Sum(p => p.Share).ShouldBe(risk.Index, 1e-6);
            risk.Parts.ShouldAllBe(p => p.Share >= 0);
            foreach (var worse in Worse(input))
            {
                Index(worse).ShouldBeGreaterThanOrEqualTo(risk.Index - 1e-9, worse.ToString());
            }
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<SiteRiskInput> Worse(SiteRiskInput input)
    {
        var tiers = input.Tiers;
        yield return input with { Tiers = tiers with { Blue = tiers.Blue + 1 } };
        if (tiers.Blue > 0)
        {
            yield return input with { Tiers = tiers with { Blue = tiers.Blue - 1, Yellow = tiers.Yellow + 1 } };
        }

        if (tiers.Yellow > 0)
        {
            yield return input with { Tiers = tiers with { Yellow = tiers.Yellow - 1, Orange = tiers.Orange + 1 } };
        }

        if (tiers.Orange > 0)
        {
            yield return input with { Tiers = tiers with { Orange = tiers.Orange - 1, Red = tiers.Red + 1 } };
        }

        yield return input with { Lost = input.Lost + 1 };
        yield return input with { Silenced = input.Silenced + 1 };
        yield return input with { Overdue = input.Overdue + 1 };
        yield return input with { People = input.People + 1 };
        yield return input with { Forecasts = [input.Forecasts[0] with { Remaining = input.Forecasts[0].Remaining / 2 }] };
        yield return input with { Forecasts = [input.Forecasts[0], new RiskForecast("slope-2", TimeSpan.FromHours(200), 0.2)] };
    }
}
