using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Measurements;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Tests.Compilation;

public sealed class PlaceNamesTests
{
    [Fact]
    public void The_set_point_and_the_valve_of_another_tank_are_never_meant()
    {
        var site = new Site(Tank("t1.level", "level", "t1"), Tank("t1.hh", "level", "t1", "level-hh"), Tank("t2.level", "level", "t2"), Tank("t2.h", "level", "t2", "level-h"),
            Tank("t2.valve", "state", "t2", "inlet-valve-closed"));
        var rules = site.Compile(pack: Seeds.Pack("hazchem-major"));

        site.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        Site.One(rules, "device.t1", "level-high-high-orange").ShouldBeOfType<ExpressionCondition>().Inputs.Order().ShouldBe(["t1.hh", "t1.level"]);
        rules.Of("device.t2").ShouldNotContain(condition => condition.Id.Contains("level-high-high"));
        rules.Of("device.t1").ShouldNotContain(condition => condition.Id.Contains("overfill-valve-open"));
        rules.Inactive.ShouldContain(inactive => inactive.PointId == "device.t1" && inactive.Rule == "hazchem-major/overfill-valve-open/red"
            && inactive.Why == InactiveCause.NeedsPoint && inactive.Cause.En.Contains("inlet-valve-closed"));
    }

    [Fact]
    public void A_role_that_speaks_for_its_zone_is_found_there_and_one_for_the_site_everywhere()
    {
        var site = new Site(
            State("f1", "fan-run", "d1", "z1"), State("f2", "fan-run", "d2", "z2"), State("on", "production-on", "line", "z1"),
            Site.Point("m1", "active-power", "kW", zone: "z1", device: "m1", family: "power"), State("order", "suspension-order", "office", "z2"));

        var dust = site.Compile(pack: Seeds.Pack("dust-metal"));
        dust.Of("device.d1").ShouldContain(condition => condition.Id == "dust-metal.fan-off-while-production-red");
        dust.Of("device.d2").ShouldBeEmpty();
        Site.One(site.Compile(pack: Seeds.Pack("power-highrisk")), "device.m1", "meter-offline-suspension-orange").ShouldBeOfType<ExpressionCondition>()
            .Inputs.Order().ShouldBe(["m1", "order"]);
    }

    [Theory]
    [InlineData("low", "90 %", true)]
    [InlineData("low", "120 %", false)]
    [InlineData("high", "120 %", true)]
    [InlineData("high", "90 %", false)]
    public void Of_a_share_of_a_reference_the_direction_says_which_way_is_looser(string direction, string limit, bool looser)
    {
        var rule = Site.Pack().Rules.Single(rule => rule.Id == "share");
        var pack = Site.Pack() with
        {
            Rules = [rule with
            {
                With = new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["reference"] = "100 A", ["direction"] = direction },
                Levels = [rule.Levels[0] with { Limit = "100 %" }],
            }],
        };
        var site = new Site(Site.Point("i1", "current", "A", family: "power"));
        site.Compile(new PackUse { File = "p", Overrides = [new LevelOverride { Rule = "share", Limit = limit }] }, pack);

        site.Errors.Items.Any(error => error.Path.EndsWith(".reason", StringComparison.Ordinal)).ShouldBe(looser, string.Join('\n', site.Errors.Items));
    }

    private static Point Tank(string id, string quantity, string device, string role = "") =>
        Site.Point(id, quantity, quantity == "level" ? "%" : "", device: device, role: role, family: "tank");

    private static Point State(string id, string role, string device, string zone) => Site.Point(id, "state", "", zone: zone, device: device, role: role, family: "dust");
}
