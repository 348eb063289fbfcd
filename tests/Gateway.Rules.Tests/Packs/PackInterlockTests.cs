using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Tests.Packs;

/// <summary>Rules of shipped packs over several points, compiled for a made-up site and judged by the engine.</summary>
public sealed class PackInterlockTests
{
    private const long Start = 638_000_000_000_000_000;

    [Theory]
    [InlineData(20, WarningTier.None)]
    [InlineData(40, WarningTier.Orange)]
    [InlineData(240, WarningTier.Red)]
    public void Production_without_extraction_rises_with_its_time(int seconds, WarningTier tier)
    {
        var machine = new Rig("dust-metal", State("production", "production-on"), State("fan", "fan-run"));
        machine.Read(0, 1, 1);
        machine.Read(10, 1, 0);
        for (var at = 11; at <= 10 + seconds; at++)
        {
            machine.Read(at, 1, 0);
        }

        machine.TierOf("device.d1").ShouldBe(tier);
    }

    [Theory]
    [InlineData(60, 40, WarningTier.None)]
    [InlineData(60, 60, WarningTier.Red)]
    public void Level_2_at_two_detectors_of_a_zone_is_red(double first, double second, WarningTier tier)
    {
        var zone = new Rig("gas-fixed", Gas("g1"), Gas("g2"));
        zone.Read(0, 0, 0);
        zone.Read(5, first, 0);
        zone.Read(10, first, second);

        zone.TierOf("zone.z1").ShouldBe(tier, zone.Story());
    }

    private static Point State(string id, string role) => new()
    {
        Index = 0, Id = id, Name = new(id, id), Quantity = "state", Role = role, Device = "d1", Family = "dust",
    };

    private static Point Gas(string id) => new()
    {
        Index = 0, Id = id, Name = new(id, id), Quantity = "lel", Unit = "%LEL", Zone = "z1", Device = id, Family = "gas", Range = new EngineeringRange(0, 100),
    };

    private sealed class Rig
    {
        private readonly SiteEvaluator _evaluator;
        private readonly IReadOnlyList<Point> _points;
        private readonly List<AlarmTransition> _transitions = [];
        private readonly List<WarningEvent> _warnings = [];
        private readonly int _measured;
        private readonly CompiledRules _rules;

        public Rig(string pack, params Point[] points)
        {
            var errors = new ConfigurationErrors();
            var site = new RuleSite(points, new Dictionary<string, LocalizedText>(), new("站", "site"), point => point.Id);
            var rules = RuleCompiler.Compile(site, [new PackInUse(Seeds.Pack(pack), pack, new PackUse { File = pack }, pack)], [], Seeds.Reference, errors);
            errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
            (_measured, _rules) = (points.Length, rules);
            _points = [.. points.Concat(rules.Subjects).Select((point, index) => point with { Index = index })];
            _evaluator = new SiteEvaluator([.. _points.Select(point => new PointPlan(point, 0, rules.Of(point.Id)))], Start);
        }

        public void Read(int second, params double[] values)
        {
            values.Length.ShouldBe(_measured);
            var now = Start + TimeSpan.TicksPerSecond + (second * TimeSpan.TicksPerSecond);
            _evaluator.Evaluate([.. values.Select((value, index) => new Reading(index, value, now, Quality.Good))], now, now, _transitions, _warnings);
        }

        /// <summary>What happened, for a test that fails.</summary>
        public string Story() => string.Join('\n', _transitions.Select(transition => $"{transition.AlarmId} {transition.Event} {transition.To}")
            .Concat(_points.Select(point => $"{point.Id}: {TierOf(point.Id)}")).Concat(_rules.ByPoint.SelectMany(pair => pair.Value.Select(one => $"{pair.Key}/{one.Id}"))));

        public WarningTier TierOf(string id) => _evaluator.TierOf(_points.First(point => point.Id == id).Index);
    }
}
