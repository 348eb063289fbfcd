using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Tests.Compilation;

public sealed class OverrideTests
{
    [Fact]
    public void A_law_limit_can_be_tightened()
    {
        var (rules, errors) = Compile(new LevelOverride { Rule = "lel", Tier = WarningTier.Yellow, Limit = "20 %LEL" });

        errors.ShouldBeEmpty();
        Site.One(rules, "g1", "lel-yellow").Threshold.ShouldBe(20);
    }

    [Theory]
    [InlineData("30 %LEL", null, null, null, "limit")]
    [InlineData(null, 30, null, null, "onDelay")]
    [InlineData(null, null, false, null, "latch")]
    [InlineData(null, null, null, false, "enabled")]
    public void A_law_limit_cannot_be_loosened_and_the_clause_is_named(string? limit, int? onDelay, bool? latch, bool? enabled, string what)
    {
        var change = new LevelOverride
        {
            Rule = "lel", Tier = WarningTier.Yellow, Limit = limit, OnDelay = onDelay is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Latch = latch,
            Enabled = enabled, Reason = "false alarms", By = "W.L.",
        };
        var error = Compile(change).Errors.ShouldHaveSingleItem();

        error.Path.ShouldBe($"edge.json: rulePacks[0].overrides[0].{what}");
        error.Allowed.En.ShouldContain("STD 5.5");
        error.Allowed.Zh.ShouldContain("STD 5.5");
    }

    [Fact]
    public void A_loosened_default_needs_who_and_why()
    {
        var change = new LevelOverride { Rule = "lel", Tier = WarningTier.Blue, Limit = "15 %LEL" };

        Compile(change).Errors.Select(error => error.Path).ShouldBe(["edge.json: rulePacks[0].overrides[0].reason", "edge.json: rulePacks[0].overrides[0].by"]);
        var (rules, errors) = Compile(change with { Reason = "solvent vapour at rest", By = "safety engineer" });
        errors.ShouldBeEmpty();
        Site.One(rules, "g1", "lel-blue").Threshold.ShouldBe(15);
    }

    [Fact]
    public void A_tightened_default_needs_nobody()
    {
        var (rules, errors) = Compile(new LevelOverride { Rule = "lel", Tier = WarningTier.Blue, Limit = "5 %LEL" });

        errors.ShouldBeEmpty();
        Site.One(rules, "g1", "lel-blue").Threshold.ShouldBe(5);
    }

    [Fact]
    public void A_change_for_one_point_leaves_the_others()
    {
        var site = new Site(Site.Point("g1", "lel", "%LEL"), Site.Point("g2", "lel", "%LEL"));
        var rules = site.Compile(new PackUse { File = "p", Overrides = [new LevelOverride { Rule = "lel", Tier = WarningTier.Yellow, Points = ["g2"], Limit = "20 %LEL" }] });

        Site.One(rules, "g1", "lel-yellow").Threshold.ShouldBe(25);
        Site.One(rules, "g2", "lel-yellow").Threshold.ShouldBe(20);
    }

    [Fact]
    public void An_override_of_nothing_is_told()
    {
        Compile(new LevelOverride { Rule = "lell" }).Errors.ShouldHaveSingleItem().Path.ShouldEndWith("overrides[0].rule");
        Compile(new LevelOverride { Rule = "lel", Tier = WarningTier.Red }).Errors.ShouldHaveSingleItem().Path.ShouldEndWith("overrides[0].tier");
    }

    [Fact]
    public void What_a_person_wrote_for_the_point_comes_before_the_pack_tier_by_tier()
    {
        var point = Site.Point("g1", "lel", "%LEL");
        var judgement = new PointJudgementOptions { Limits = [new LimitOptions { Tier = WarningTier.Yellow, High = 20 }] };
        var (merged, errors) = Merge(point, judgement, "limits");

        errors.ShouldBeEmpty();
        merged.Where(condition => condition.Kind == ConditionKind.HighLimit).Select(condition => (condition.Id, condition.Threshold))
            .ShouldBe([("yellow-high", 20), ("gas-test.lel-blue", 10)]);
    }

    [Fact]
    public void A_product_default_gives_way_to_the_pack_and_a_written_option_does_not()
    {
        var point = Site.Point("g1", "lel", "%LEL");

        Merge(point, new PointJudgementOptions()).Merged.Where(condition => condition.Kind == ConditionKind.Stale).ShouldHaveSingleItem()
            .Threshold.ShouldBe(90);
        Merge(point, new PointJudgementOptions { StaleAfter = TimeSpan.FromSeconds(45) }, "staleAfter").Merged
            .Where(condition => condition.Kind == ConditionKind.Stale).ShouldAllBe(condition => condition.Id.StartsWith("stale", StringComparison.Ordinal));
        Merge(point, new PointJudgementOptions { StaleAfter = null, StaleEscalateAfter = null }, "staleAfter").Merged
            .ShouldNotContain(condition => condition.Kind == ConditionKind.Stale);
    }

    [Fact]
    public void A_written_limit_looser_than_law_is_an_error()
    {
        var judgement = new PointJudgementOptions { Limits = [new LimitOptions { Tier = WarningTier.Yellow, High = 30 }] };
        var error = Merge(Site.Point("g1", "lel", "%LEL"), judgement, "limits").Errors.ShouldHaveSingleItem();

        error.Path.ShouldBe("here.judgement.limits");
        error.Allowed.En.ShouldContain("STD 5.5");
    }

    private static (CompiledRules Rules, IReadOnlyList<ConfigurationError> Errors) Compile(LevelOverride change)
    {
        var site = new Site(Site.Point("g1", "lel", "%LEL"));
        return (site.Compile(new PackUse { File = "p", Overrides = [change] }), site.Errors.Items);
    }

    private static (IReadOnlyList<Condition> Merged, IReadOnlyList<ConfigurationError> Errors) Merge(Point point, PointJudgementOptions judgement, params string[] written)
    {
        var errors = new ConfigurationErrors();
        var packed = new Site(point).Compile().Of(point.Id);
        return (OwnJudgement.Merge(point, ConditionFactory.Create(point, judgement), written.ToHashSet(), packed, "here", errors), errors.Items);
    }
}
