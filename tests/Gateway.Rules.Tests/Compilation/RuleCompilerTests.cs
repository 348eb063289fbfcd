using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Tests.Compilation;

public sealed class RuleCompilerTests
{
    [Fact]
    public void A_rule_becomes_a_condition_with_its_basis_delays_and_advice()
    {
        var site = new Site(Site.Point("g1", "lel", "%LEL"));
        var limit = Site.One(site.Compile(), "g1", "lel-yellow").ShouldBeOfType<HighLimit>();

        site.Errors.Items.ShouldBeEmpty();
        limit.Id.ShouldBe("gas-test.lel-yellow");
        (limit.Limit, limit.Deadband, limit.Latch, limit.OnDelay, limit.Tier).ShouldBe((25, 2, true, TimeSpan.FromSeconds(3), WarningTier.Yellow));
        limit.Basis.Rule.ShouldBe("gas-test/lel/yellow");
        limit.Basis.Version.ShouldBe("gas-test/1.0.0");
        (limit.Basis.Clause, limit.Basis.Confidence, limit.Basis.IsLaw, limit.Basis.IsUnreviewedDefault).ShouldBe(("STD 5.5", "V", true, true));
        limit.Basis.Advice.ShouldBe(new LocalizedText("停", "Stop"));
    }

    [Theory]
    [InlineData("CO", "mg/m3", 20, 40)]
    [InlineData("CO", "ppm", 17.458, 34.916)]
    [InlineData("h2s", "mg/m3", 10, 20)]
    [InlineData("benzene", "mg/m3", 6, 12)]
    public void Limits_relative_to_a_substance_come_in_the_unit_of_the_point(string substance, string unit, double yellow, double orange)
    {
        var site = new Site(Site.Point("t1", "toxic", unit, substance));
        var rules = site.Compile();

        site.Errors.Items.ShouldBeEmpty();
        Site.One(rules, "t1", "toxic-yellow").Threshold.ShouldBe(yellow, 0.001);
        Site.One(rules, "t1", "toxic-orange").Threshold.ShouldBe(orange, 0.001);
    }

    [Fact]
    public void A_higher_tier_that_would_come_first_for_a_substance_is_left_out_and_said()
    {
        // NH3: 10 % IDLH = 36 mg/m3 lies below 200 % OEL = 40 mg/m3.
        var rules = new Site(Site.Point("t1", "toxic", "mg/m3", "NH3"), Site.Point("t2", "toxic", "mg/m3", "CO")).Compile();

        rules.Of("t1").ShouldNotContain(condition => condition.Tier == WarningTier.Red);
        rules.Inactive.ShouldContain(level => level.PointId == "t1" && level.Rule == "gas-test/toxic/red");
        Site.One(rules, "t2", "toxic-red").Threshold.ShouldBe(170, 1e-9);
    }

    [Fact]
    public void A_toxic_point_without_its_substance_is_an_error_at_the_point()
    {
        var site = new Site(Site.Point("t1", "toxic", "mg/m3"));
        site.Compile();

        site.Errors.Items.ShouldContain(error => error.Path.StartsWith("edge.json: t1 → pack.json: rules[1].levels[0].limit", StringComparison.Ordinal));
    }

    [Fact]
    public void A_point_in_a_unit_of_something_else_is_an_error()
    {
        var site = new Site(Site.Point("g1", "lel", "mm"));
        site.Compile();

        site.Errors.Items.ShouldContain(error => error.Path.Contains("g1", StringComparison.Ordinal) && error.Allowed.En.Contains("'mm'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_parameter_left_to_the_site_leaves_the_level_out_until_it_is_given()
    {
        var point = Site.Point("i1", "current", "A", family: "power");
        var without = new Site(point).Compile();
        without.Of("i1").ShouldBeEmpty();
        var told = without.Inactive.Single(inactive => inactive.Why == InactiveCause.NeedsParameter);
        (told.PointId, told.Rule, told.Cause.En).ShouldBe(("i1", "gas-test/share/yellow", "needs reference from the site"));

        var given = new PackUse { File = "p", Overrides = [new LevelOverride { Rule = "share", With = new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["reference"] = "400 A" } }] };
        var with = new Site(point);
        Site.One(with.Compile(given), "i1", "share-yellow").ShouldBeOfType<PercentOfReference>().Reference.ShouldBe(400);
        with.Errors.Items.ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_selected_points_and_zones_are_judged()
    {
        Point[] points = [Site.Point("a", "lel", "%LEL"), Site.Point("b", "lel", "%LEL", zone: "z2"), Site.Point("c", "lel", "%LEL")];

        new Site(points).Compile(new PackUse { File = "p", Points = ["a", "b"] }).ByPoint.Keys.Order().ShouldBe(["a", "b"]);
        new Site(points).Compile(new PackUse { File = "p", Zones = ["z2"] }).ByPoint.Keys.ShouldBe(["b"]);
        var wrong = new Site(points);
        wrong.Compile(new PackUse { File = "p", Points = ["x"], Zones = ["z9"] });
        wrong.Errors.Items.Select(error => error.Path).ShouldBe(["edge.json: rulePacks[0].points[0]", "edge.json: rulePacks[0].zones[0]"]);
    }

    [Fact]
    public void A_review_of_the_site_is_shown_with_the_basis()
    {
        var use = new PackUse { File = "p", Review = new PackReview { By = "W.L.", Role = "safety engineer", Date = "2026-03-01" } };

        Site.One(new Site(Site.Point("g1", "lel", "%LEL")).Compile(use), "g1", "lel-yellow").Basis.ReviewedBy.ShouldBe("safety engineer W.L. 2026-03-01");
    }

    [Fact]
    public void The_same_input_gives_equal_conditions()
    {
        var rules = new SiteRule("own", new("自", "own"), "zone.z1", Own("count([lel] >= 50 %LEL) >= 2 for 30 s"), null, null, "edge.json: rules[0]");
        var (left, right) = (Points().Compile(rules: [rules]), Points().Compile(rules: [rules]));

        left.ByPoint.Keys.ShouldBe(right.ByPoint.Keys);
        left.ByPoint.ShouldAllBe(pair => pair.Value.SequenceEqual(right.Of(pair.Key)));
        left.Subjects.ShouldBe(right.Subjects);
    }

    [Fact]
    public void A_rule_of_the_site_hangs_on_its_place_and_names_roles_there()
    {
        var rule = new SiteRule("vent", new("通风", "vent"), "zone.z1", Own("count([lel] >= 50 %LEL) >= 1 and [fan-run] = 0"), "J.D.", null, "edge.json: rules[0]");
        var site = Points();
        var rules = site.Compile(rules: [rule]);

        site.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        rules.Subjects.ShouldHaveSingleItem().Id.ShouldBe("zone.z1");
        rules.Of("zone.z1").ShouldHaveSingleItem().ShouldBeOfType<Gateway.Core.Conditions.Expressions.ExpressionCondition>()
            .Inputs.Order().ShouldBe(["a", "b", "f"]);
    }

    [Theory]
    [InlineData("zone.z9", "[lel] >= 1 %LEL", "edge.json: rules[0].subject")]
    [InlineData("zone.z1", "[nobody] = 1", "edge.json: rules[0].when")]
    [InlineData("zone.z1", "[fan-run] >= ", "edge.json: rules[0].when")]
    [InlineData("zone.z1", "count([lel] >= 25 ppm) >= 1", "edge.json: rules[0].when")]
    public void A_rule_of_the_site_that_means_nothing_is_told(string subject, string when, string path)
    {
        var site = Points();
        site.Compile(rules: [new SiteRule("r", new("自", "own"), subject, Own(when), null, null, "edge.json: rules[0]")]);

        site.Errors.Items.ShouldContain(error => error.Path == path, string.Join('\n', site.Errors.Items));
    }

    private static Site Points() => new(
        Site.Point("a", "lel", "%LEL"), Site.Point("b", "lel", "%LEL"), Site.Point("f", "state", "", role: "fan-run"), Site.Point("x", "lel", "%LEL", zone: "z2"));

    private static RuleLevel Own(string when) => new()
    {
        Tier = WarningTier.Red, With = SiteRule.Text(when, "hold"), Basis = new LevelBasis("site", "", "", BasisKind.Default), Advice = new("撤", "Leave"),
    };
}
