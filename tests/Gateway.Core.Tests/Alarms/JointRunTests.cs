using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class JointRunTests
{
    private static TestVote Vote(int needed, params string[] inputs) =>
        new() { Id = "vote", Tier = WarningTier.Red, Basis = Basis, Inputs = [.. inputs], Needed = needed };

    private static PointPlan Zone(string id, int index, params Condition[] conditions) =>
        new(new Point { Index = index, Id = id, Name = new("区", "zone"), IsDerived = true, Family = "gas" }, 0, conditions);

    private static PointPlan Gas(int index) => new(Point(index), 0, [High(50, WarningTier.Yellow)]);

    [Fact]
    public void Judges_a_zone_when_its_inputs_change_and_names_each_of_them()
    {
        var rig = new MachineRig([Zone("zone", 2, Vote(2, "gas-0", "gas-1")), Gas(0), Gas(1)]);
        rig.Read(0, 60).Read(1, 60, point: 1).Read(2, 10);
        rig.Story.ShouldBe([
            "0 Raised gas-0/yellow-high AB", "1 Raised gas-1/yellow-high AB", "1 Raised zone/vote AB", "2 ReturnedToNormal gas-0/yellow-high BD",
            "2 ReturnedToNormal zone/vote BD"]);
        rig.Transitions[2].Reason.Inputs.Select(i => (i.PointId, i.Value, i.Unit, i.Quality, Seconds(i.Time)))
            .ShouldBe([("gas-0", 60, "%LEL", Quality.Good, 0), ("gas-1", 60, "%LEL", Quality.Good, 1)]);
        rig.Evaluator.TierOf(2).ShouldBe(WarningTier.None);
    }

    [Fact]
    public void Settles_what_hangs_on_another_zone_within_the_same_call_whatever_the_order_of_the_plan()
    {
        var rig = new MachineRig([Zone("site", 3, Vote(1, "zone")), Zone("zone", 2, Vote(1, "gas-0")), Gas(0)]).Read(0, 60);
        rig.Story.ShouldBe(["0 Raised gas-0/yellow-high AB", "0 Raised zone/vote AB", "0 Raised site/vote AB"]);
        rig.Warnings.Select(w => w.Point.Id).ShouldBe(["gas-0", "zone", "site"]);
    }

    [Fact]
    public void Delays_of_a_zone_run_by_our_clock_even_when_a_source_lags()
    {
        var rig = new MachineRig([Gas(0), Zone("zone", 1, Vote(1, "gas-0") with { OnDelay = TimeSpan.FromSeconds(5) })]);
        rig.Read(100, 60, source: 20).Elapse(104.9).Transitions.Count.ShouldBe(1);
        rig.Elapse(200).Story.Last().ShouldBe("105 Raised zone/vote AB");
    }

    [Fact]
    public void Is_judged_again_at_the_time_it_asked_for_and_not_twice_for_one_moment()
    {
        var vote = Vote(1, "gas-0") with { On = JointTrigger.Readings, Again = TimeSpan.FromSeconds(10) };
        var rig = new MachineRig([Gas(0), Zone("zone", 1, vote)]).Read(0, 10).Elapse(35);
        rig.Read(36, 60).Transitions.Last().Reason.Text.En.ShouldContain("judgement 5");
    }

    [Fact]
    public void Readings_alone_do_not_disturb_a_condition_that_asks_for_tiers_only()
    {
        var rig = new MachineRig([Gas(0), Zone("zone", 1, Vote(1, "gas-0"))]);
        for (var second = 0; second < 50; second++)
        {
            rig.Read(second, second % 40);
        }

        rig.Read(50, 60).Transitions.Last().Reason.Text.En.ShouldContain("judgement 1");
    }

    [Fact]
    public void A_signal_that_is_lost_does_not_disturb_a_condition_that_asks_for_tiers_of_danger_only()
    {
        var plan = new PointPlan(Point(), 0, [High(50, WarningTier.Yellow), Stale(30)]);
        var rig = new MachineRig([plan, Zone("zone", 1, Vote(1, "gas-0") with { On = JointTrigger.ValueTiers })]);
        rig.Read(0, 10).Elapse(40).Read(41, 10).Elapse(80).Read(81, 60);
        rig.Transitions.Last().Reason.Text.En.ShouldContain("judgement 1");
    }

    [Fact]
    public void A_zone_of_a_point_that_is_not_there_sees_it_as_silent()
    {
        var rig = new MachineRig([Gas(0), Zone("zone", 1, Vote(1, "gas-0", "gas-9"))]).Read(0, 60).Read(1, 10);
        rig.Story.Last().ShouldBe("1 ReturnedToNormal gas-0/yellow-high BD", "silence holds, it never clears");
    }

    [Fact]
    public void Siblings_that_hear_only_readings_of_each_other_are_judged_and_settle()
    {
        var siblings = Vote(2, "gas-0", "gas-1") with { Hears = false, On = JointTrigger.Readings };
        PointPlan[] plan = [Gas(0) with { Conditions = [High(50, WarningTier.Yellow), siblings] }, Gas(1) with { Conditions = [High(50, WarningTier.Yellow), siblings] }];
        PlanCheck.Check(plan).ShouldBeEmpty();

        var rig = new MachineRig(plan).Read(0, 60).Read(1, 60, point: 1).Read(2, 10).Read(3, 10, point: 1).Read(4, 60).Read(5, 60, point: 1);
        rig.Story.Count(line => line.Contains("Raised gas-0/vote", StringComparison.Ordinal)).ShouldBe(2);
        rig.Story.Count(line => line.Contains("Raised gas-1/vote", StringComparison.Ordinal)).ShouldBe(2);
        rig.Story.Count(line => line.Contains("ReturnedToNormal gas-0/vote", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_grave_zone_over_gas_points_is_not_shelved() =>
        new MachineRig([Gas(0), Zone("zone", 1, Vote(1, "gas-0"))]).Act(0, AlarmEvent.ShelvedByPerson, "zone/vote", until: 60)
            .ShouldBe(CommandResult.NeverShelved);

    [Fact]
    public void A_joint_condition_on_a_sensor_runs_beside_its_own_limits()
    {
        var rig = new MachineRig([new PointPlan(Point(), 0, [High(50, WarningTier.Yellow), Vote(1, "gas-1")]), Gas(1)]);
        rig.Read(0, 60).Read(1, 60, point: 1).Read(2, 10).Read(3, 70);
        rig.Evaluator.TierOf(0).ShouldBe(WarningTier.Red, "its own readings prove nothing about the others");
        rig.Read(4, 10, point: 1).Evaluator.TierOf(0).ShouldBe(WarningTier.Yellow);
    }

    [Fact]
    public void A_reload_judges_a_new_zone_rule_at_once()
    {
        var rig = new MachineRig([Gas(0), Zone("zone", 1)]).Read(0, 60);
        rig.Evaluator.Replace([Gas(0), Zone("zone", 1, Vote(1, "gas-0"))], At(5), rig.Transitions, rig.Warnings);
        rig.Story.Last().ShouldBe("5 Raised zone/vote AB");
    }
}
