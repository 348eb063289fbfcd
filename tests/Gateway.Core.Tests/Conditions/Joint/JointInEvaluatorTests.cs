using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Conditions.Joint.JointRig;

namespace Gateway.Core.Tests.Conditions.Joint;

/// <summary>Conditions over several points in the whole machine: readings in, alarms of the subject out.</summary>
public sealed class JointInEvaluatorTests
{
    private static readonly Point[] s_points =
    [
        Point("production", zh: "生产状态") with { Index = 0 }, Point("fan", zh: "风机运行") with { Index = 1 },
        Point("gas-1", "%LEL", "一号") with { Index = 2, Role = "lel", Family = "gas" },
        Point("gas-2", "%LEL", "二号") with { Index = 3, Role = "lel", Family = "gas" },
        Point("gas-3", "%LEL", "三号") with { Index = 4, Role = "lel", Family = "gas" },
        Point("line", zh: "一号打磨线") with { Index = 5, IsDerived = true },
        Point("zone", zh: "罐区") with { Index = 6, IsDerived = true },
        Point("site", zh: "全站") with { Index = 7, IsDerived = true },
    ];

    private static readonly TestNames s_names = new(s_points);

    private static IReadOnlyList<PointPlan> Plans()
    {
        Condition[] gas =
        [
            new DetectorAlarm { Id = "own", Tier = WarningTier.Orange, Basis = Basis, Level = 2 },
            new HighLimit { Id = "l2", Tier = WarningTier.Orange, Basis = Basis, Limit = 50 },
            new Offline { Id = "offline", Tier = WarningTier.Blue, Basis = Basis, OnDelay = TimeSpan.FromSeconds(30) },
        ];
        Condition[] line =
        [
            s_names.Rule("([production] = 1 and [fan] = 0) for 3 min", WarningTier.Red) with { Id = "fan-off-red" },
            s_names.Rule("[production] = 1 and [fan] = 0") with { Id = "fan-off-orange", OnDelay = TimeSpan.FromSeconds(30) },
        ];
        Condition[] zone =
        [
            new Voting
            {
                Id = "two-l2", Tier = WarningTier.Red, Basis = Basis, Inputs = ["gas-1", "gas-2", "gas-3"], Needed = 2, Within = TimeSpan.FromSeconds(60),
                Each = [(Condition)gas[0], (Condition)gas[1]],
            },
            new TierPromotion { Id = "promoted", Tier = WarningTier.Red, Basis = Basis, Inputs = ["gas-1", "gas-2", "gas-3"] },
            new MassOffline { Id = "mass-offline", Tier = WarningTier.Yellow, Basis = Basis, Inputs = ["gas-1", "gas-2", "gas-3"] },
        ];
        Condition[] site = [s_names.Rule("tier([zone]) >= red and not lost([zone]) and [production] = 1", WarningTier.Red) with { Id = "both" }];
        return [.. s_points.Select(p => new PointPlan(
            p, 0, p.Role == "lel" ? gas : p.Id switch { "line" => line, "zone" => zone, "site" => site, _ => [] }))];
    }

    /// <summary>Runs a script of <c>second id=value</c>; <c>lost</c> is a failed communication, <c>bit</c> the detector's own level 2 alarm at 5.</summary>
    private static string Run(string place, string script, double until, double beat, bool restarts)
    {
        var evaluator = new SiteEvaluator(Plans(), Start);
        List<AlarmTransition> transitions = [];
        List<WarningEvent> warnings = [];
        var clock = 0.0;
        void Go(double second)
        {
            for (; beat > 0 && clock + beat < second; clock += beat)
            {
                evaluator.Elapse(At(clock + beat), transitions, warnings);
            }

            clock = second;
            if (restarts)
            {
                evaluator = Reloaded(evaluator, At(second));
            }
        }

        foreach (var step in script.Split(", "))
        {
            var (second, id, value) = (double.Parse(step.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), step.Split(' ', '=')[1], step.Split('=')[1]);
            Go(second);
            var reading = value switch
            {
                "lost" => new Reading(Index(id), double.NaN, At(second), Quality.CommunicationFailure),
                "bit" => new Reading(Index(id), 5, At(second), Quality.Good, DetectorFlags.AlarmLevel2),
                _ => new Reading(Index(id), double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), At(second), Quality.Good),
            };
            evaluator.Evaluate([reading], At(second), At(second), transitions, warnings);
        }

        Go(until);
        evaluator.Elapse(At(until), transitions, warnings);
        return string.Join(", ", transitions.Where(t => t.PointId == place)
            .Select(t => $"{Math.Round((t.EventTime - Start) / (double)TimeSpan.TicksPerSecond, 2)} {t.Event} {t.AlarmId}"));
    }

    private static SiteEvaluator Reloaded(SiteEvaluator evaluator, long now)
    {
        // Everything due by now happens first, so that the restart takes no time.
        var writer = new StateWriter();
        evaluator.Save(writer);
        var fresh = new SiteEvaluator(Plans(), Start);
        var reader = new StateReader(writer.Written);
        fresh.Load(ref reader, evaluator.Clock, [], []).ShouldBeEmpty();
        now.ShouldBeGreaterThanOrEqualTo(evaluator.Clock);
        return fresh;
    }

    private static int Index(string id) => s_points.Single(p => p.Id == id).Index;

    [Theory]
    [InlineData("0 production=1, 0 fan=1, 10 fan=0", 400, "40 Raised line/fan-off-orange, 190 Raised line/fan-off-red")]
    [InlineData("0 production=1, 0 fan=1, 10 fan=0, 39 fan=1, 40 fan=0, 69.9 fan=1", 400, "")]
    [InlineData("0 production=0, 0 fan=0, 5 production=1, 50 production=0", 400, "35 Raised line/fan-off-orange, 50 ReturnedToNormal line/fan-off-orange")]
    [InlineData("0 production=1, 0 fan=0, 10 fan=lost, 200 fan=0, 300 fan=1", 400,
        "200 Raised line/fan-off-red, 200 Raised line/fan-off-orange, 300 ReturnedToNormal line/fan-off-red, 300 ReturnedToNormal line/fan-off-orange")]
    public void Production_without_extraction_raises_the_alarms_of_the_line(string script, double until, string story) =>
        RunEveryWay("line", script, until).ShouldBe(story);

    [Theory]
    [InlineData("0 gas-1=60, 0 gas-2=0, 0 gas-3=0, 1 gas-2=60", "1 Raised zone/two-l2, 1 Raised zone/promoted")]
    [InlineData("0 gas-1=60, 0 gas-2=0, 0 gas-3=0, 1 gas-2=bit", "1 Raised zone/two-l2, 1 Raised zone/promoted")]
    [InlineData("0 gas-1=bit, 0 gas-2=0, 0 gas-3=0, 5 gas-1=0, 20 gas-3=bit", "20 Raised zone/two-l2, 65 ReturnedToNormal zone/two-l2")]
    [InlineData("0 gas-1=60, 0 gas-2=0, 0 gas-3=0, 5 gas-1=0, 65.1 gas-3=60", "")]
    public void Two_detectors_at_level_two_raise_the_zone_by_our_limit_or_their_own_bits(string script, string story) =>
        RunEveryWay("zone", script, 100).ShouldBe(story);

    // The second has failed to answer by then, although its own alarm is not due before 50 s.
    [Fact]
    public void Two_lost_of_three_are_one_alarm_of_the_zone() =>
        RunEveryWay("zone", "0 gas-1=0, 0 gas-2=0, 0 gas-3=0, 10 gas-1=lost, 20 gas-2=lost, 100 gas-1=0", 200)
            .ShouldBe("40 Raised zone/mass-offline, 100 ReturnedToNormal zone/mass-offline");

    [Fact]
    public void The_tier_of_a_zone_without_a_sensor_of_its_own_is_known() =>
        RunEveryWay("site", "0 production=1, 0 gas-1=0, 0 gas-2=0, 0 gas-3=0, 10 gas-1=60, 11 gas-2=60, 20 gas-1=0, 30 gas-2=0", 200)
            .ShouldBe("11 Raised site/both, 80 ReturnedToNormal site/both");

    [Fact]
    public void The_plan_has_no_errors() => PlanCheck.Check(Plans()).ShouldBeEmpty();

    // However often time is let pass and wherever the machine is stopped and started again.
    private static string RunEveryWay(string place, string script, double until)
    {
        var story = Run(place, script, until, beat: 0, restarts: false);
        Run(place, script, until, beat: 0.7, restarts: false).ShouldBe(story);
        Run(place, script, until, beat: 13, restarts: true).ShouldBe(story);
        Run(place, script, until, beat: 0, restarts: true).ShouldBe(story);
        return story;
    }
}
