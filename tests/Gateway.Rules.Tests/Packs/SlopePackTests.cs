using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Tests.Packs;

/// <summary>The shipped pack slope-surface, as it is, on the prisms of the Century west wall (domain rules 2.6) by the evaluator that judges live.</summary>
public sealed class SlopePackTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Prism_31_2007_is_quiet_before_18_February_orange_then_and_red_on_the_19th(bool quietTimeGiven)
    {
        var values = new Dictionary<string, JsonNode?> { ["v0"] = "0.198 mm/d", ["noise"] = "4.84 mm" };
        var use = new PackUse { File = "p", Parameters = quietTimeGiven ? [new ParameterValues { Values = values }] : [] };
        var (series, wall) = (Century("31-2007"), new Wall(use, [Prism("p1", "z1")], Century("31-2007")[0].Time));
        foreach (var (time, value) in series)
        {
            wall.Read(time, value);
            var day = new DateTime(time, DateTimeKind.Utc).Date;
            var expected = day < new DateTime(2014, 2, 18) ? WarningTier.None : day < new DateTime(2014, 2, 19) ? WarningTier.Orange : WarningTier.Red;
            wall.TierOf(0).ShouldBe(expected, $"{day:d}");
        }
    }

    [Fact]
    public void Prism_31_2006_is_at_most_blue_and_40_1938_gives_a_step_and_no_forecast()
    {
        Play("31-2006").Tiers.ShouldAllBe(tier => tier <= WarningTier.Blue);
        var step = Play("40-1938");
        step.Rules.ShouldBe(["slope-surface/prism-step/orange"]);
    }

    [Fact]
    public void Prism_31_2004_that_only_rises_is_never_red() => Play("31-2004").Tiers.ShouldNotContain(WarningTier.Red);

    [Theory]
    [InlineData("z1", true)]
    [InlineData("z2", true)]
    [InlineData("z3", false)]
    public void A_motion_to_be_confirmed_listens_to_the_points_of_its_zone_and_of_the_zones_beside_it(string zone, bool hears)
    {
        var pack = Seeds.Pack("slope-surface");
        var velocity = pack.Rules.Single(rule => rule.Id == "prism-velocity");
        var confirmed = velocity with { With = new Dictionary<string, JsonNode?>(velocity.With) { ["confirmed"] = true } };
        var rules = Compile(pack with { Rules = [confirmed] }, new PackUse { File = "p" }, [Prism("p1", "z1"), Prism("p2", zone)]);

        var motion = rules.Of("p1").Single(condition => condition.Tier == WarningTier.Orange);
        (motion is SlopeConfirmed { Inputs: var inputs } && inputs.SequenceEqual(["p1", "p2"])).ShouldBe(hears);
        (motion is SlopeMotion).ShouldBe(!hears);
    }

    private static Point Prism(string id, string zone) => new()
    {
        Index = 0, Id = id, Name = new(id, id), Quantity = "displacement", Role = "prism", Unit = "mm", Family = "slope", Zone = zone, Device = id,
    };

    private static (IReadOnlyList<WarningTier> Tiers, IReadOnlyList<string> Rules) Play(string prism)
    {
        var series = Century(prism);
        var wall = new Wall(new PackUse { File = "p" }, [Prism("p1", "z1")], series[0].Time);
        var tiers = new List<WarningTier>();
        foreach (var (time, value) in series)
        {
            wall.Read(time, value);
            tiers.Add(wall.TierOf(0));
        }

        return (tiers, wall.Raised);
    }

    private static List<(long Time, double Value)> Century(string prism) =>
    [
        .. File.ReadLines(Path.Combine(Seeds.Folder, "..", "tests", "Gateway.Core.Tests", "Slopes", "Data", "century-west-wall.csv")).Skip(1)
            .Select(line => line.Split(',')).Where(cells => cells[1] == prism).Select(cells => (
                DateTime.Parse(cells[0], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal).Ticks,
                double.Parse(cells[2], CultureInfo.InvariantCulture))),
    ];

    // Zone z2 lies beside z1, z3 does not.
    private static CompiledRules Compile(RulePack pack, PackUse use, Point[] points)
    {
        var errors = new ConfigurationErrors();
        var site = new RuleSite(points, new Dictionary<string, LocalizedText>(), new("站", "site"), point => point.Id)
        {
            Neighbours = new Dictionary<string, IReadOnlyList<string>> { ["z2"] = ["z1"] },
        };
        var rules = RuleCompiler.Compile(site, [new PackInUse(pack, "pack", use, "use")], [], Seeds.Reference, errors);
        errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        return rules;
    }

    /// <summary>Silence is not looked at: the series of the mine has gaps of days.</summary>
    private sealed class Wall
    {
        private readonly SiteEvaluator _evaluator;
        private readonly List<AlarmTransition> _transitions = [];
        private readonly List<WarningEvent> _warnings = [];

        public Wall(PackUse use, Point[] points, long start)
        {
            var rules = Compile(Seeds.Pack("slope-surface"), use, points);
            _evaluator = new SiteEvaluator(
                [.. points.Select((point, index) => new PointPlan(point with { Index = index }, 0, [.. rules.Of(point.Id).Where(condition => condition is not Stale)]))],
                start);
        }

        public IReadOnlyList<string> Raised =>
            [.. _transitions.Where(transition => transition.Event == AlarmEvent.Raised).Select(transition => transition.AlarmId["p1/slope-surface.".Length..])
                .Select(id => $"slope-surface/{id[..id.LastIndexOf('-')]}/{id[(id.LastIndexOf('-') + 1)..]}").Distinct()];

        public void Read(long time, params double[] values) =>
            _evaluator.Evaluate([.. values.Select((value, index) => new Reading(index, value, time, Quality.Good))], time, time, _transitions, _warnings);

        public WarningTier TierOf(int point) => _evaluator.TierOf(point);
    }
}
