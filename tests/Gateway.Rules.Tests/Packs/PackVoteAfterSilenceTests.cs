using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Tests.Packs;

/// <summary>The shipped gas pack after detectors fell silent: what they read when they are back counts at once.</summary>
public sealed class PackVoteAfterSilenceTests
{
    private const long Start = 638_000_000_000_000_000;

    private readonly List<AlarmTransition> _transitions = [];
    private readonly List<WarningEvent> _warnings = [];
    private readonly IReadOnlyList<Point> _points;
    private readonly SiteEvaluator _evaluator;

    public PackVoteAfterSilenceTests()
    {
        var errors = new ConfigurationErrors();
        Point[] gas = [Gas("g1"), Gas("g2")];
        var site = new RuleSite(gas, new Dictionary<string, LocalizedText>(), new("站", "site"), point => point.Id);
        var rules = RuleCompiler.Compile(
            site, [new PackInUse(Seeds.Pack("gas-fixed"), "gas-fixed", new PackUse { File = "gas-fixed" }, "gas-fixed")], [], Seeds.Reference, errors);
        errors.Items.ShouldBeEmpty();
        _points = [.. gas.Concat(rules.Subjects).Select((point, index) => point with { Index = index })];
        _evaluator = new SiteEvaluator([.. _points.Select(point => new PointPlan(point, 0, rules.Of(point.Id)))], Start);
    }

    [Fact]
    public void Two_detectors_that_come_back_at_60_percent_raise_the_zone_to_red_at_once()
    {
        Read(0, 0, 1);
        Read(0, 1, 1);
        _evaluator.Elapse(At(3600), _transitions, _warnings);
        _evaluator.Snapshot().Count(alarm => alarm.Kind == ConditionKind.Stale).ShouldBe(2, "both have been silent for an hour");

        Read(3601, 0, 60);
        TierOf("zone.z1").ShouldNotBe(WarningTier.Red);
        Read(3602, 1, 60);

        TierOf("zone.z1").ShouldBe(WarningTier.Red);
        _evaluator.Snapshot().Count(alarm => alarm.Kind == ConditionKind.Stale).ShouldBe(2, "the stale alarms still wait for their off-delay");
    }

    private static Point Gas(string id) => new()
    {
        Index = 0, Id = id, Name = new(id, id), Quantity = "lel", Unit = "%LEL", Zone = "z1", Device = id, Family = "gas", Range = new EngineeringRange(0, 100),
    };

    private static long At(int second) => Start + ((second + 1) * TimeSpan.TicksPerSecond);

    private void Read(int second, int point, double value) =>
        _evaluator.Evaluate([new Reading(point, value, At(second), Quality.Good)], At(second), At(second), _transitions, _warnings);

    private WarningTier TierOf(string id) => _evaluator.TierOf(_points.First(point => point.Id == id).Index);
}
