using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using Gateway.Core.Tests.Alarms;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Joint;

/// <summary>A point that reads again is heard at once by rules over several points, however long its stale alarm still stands.</summary>
public sealed class SilentNowTests
{
    private static readonly Point[] s_points = [Point(0), Point(1)];

    private static MachineRig Zone(Condition rule, bool latch = false)
    {
        Condition[] own = [Stale(30) with { OffDelay = TimeSpan.FromSeconds(60), Latch = latch }, High(50, WarningTier.Orange)];
        return new([
            .. s_points.Select(p => new PointPlan(p, 0, own)),
            new PointPlan(new Point { Index = 2, Id = "zone", Name = new("区", "zone"), IsDerived = true }, 0, [rule])]);
    }

    private static Voting Vote => new()
    {
        Id = "rule", Tier = WarningTier.Red, Basis = Basis, Inputs = ["gas-0", "gas-1"], Needed = 2, Each = [High(50)],
    };

    private static Condition Rule(string text) => new TestNames(s_points).Rule(text, WarningTier.Red);

    [Theory]
    [InlineData("vote", false)]
    [InlineData("vote", true)]
    [InlineData("[gas-0] >= 50 %LEL and [gas-1] >= 50 %LEL", false)]
    [InlineData("[gas-0] >= 50 %LEL and [gas-1] >= 50 %LEL", true)]
    public void Two_points_that_come_back_at_60_raise_red_with_the_second_of_them(string rule, bool latch)
    {
        var rig = Zone(rule == "vote" ? Vote : Rule(rule), latch).Read(0, 1).Read(0, 1, point: 1).Elapse(50);
        rig.Evaluator.TierOf(0).ShouldBe(WarningTier.Blue);
        rig.Read(51, 60).Read(52, 60, point: 1);
        rig.Evaluator.TierOf(2).ShouldBe(WarningTier.Red);
        rig.Evaluator.Snapshot().Select(a => a.AlarmId).ShouldContain("gas-0/stale", "the alarm itself waits for its off-delay");
    }

    [Fact]
    public void A_point_silent_again_within_the_off_delay_is_silent_again()
    {
        var rig = Zone(Rule("lost([gas-0])")).Read(0, 1).Elapse(40);
        rig.Evaluator.TierOf(2).ShouldBe(WarningTier.Red);
        rig.Read(41, 1).Evaluator.TierOf(2).ShouldBe(WarningTier.None);
        rig.Elapse(90).Story.Last().ShouldBe("71 Raised zone/rule DB", "30 s after the value, though the stale alarm never went");
    }

    [Fact]
    public void A_stale_alarm_that_waits_for_its_on_delay_is_silence_already()
    {
        Condition[] own = [Stale(30) with { OnDelay = TimeSpan.FromSeconds(60) }];
        var rig = new MachineRig([
            new PointPlan(Point(), 0, own),
            new PointPlan(new Point { Index = 2, Id = "zone", Name = new("区", "zone"), IsDerived = true }, 0, [Rule("lost([gas-0])")])]);
        rig.Read(0, 1).Elapse(60).Story.ShouldBe(["30 Raised zone/rule AB"]);
        rig.Read(61, 1).Elapse(200).Story.Take(2).Last().ShouldBe("61 ReturnedToNormal zone/rule BD");
    }

    [Fact]
    public void A_restart_in_the_off_delay_remembers_that_the_point_is_heard()
    {
        var rig = Zone(Vote).Read(0, 1).Read(0, 1, point: 1).Elapse(50).Read(51, 60);
        rig.Restart();
        rig.Read(52, 60, point: 1).Evaluator.TierOf(2).ShouldBe(WarningTier.Red);
    }

    [Fact]
    public void An_acknowledged_stale_alarm_is_heard_as_soon_as_it_reads()
    {
        var rig = Zone(Vote).Read(0, 1).Read(0, 1, point: 1).Elapse(50);
        rig.Act(50, AlarmEvent.AcknowledgedByPerson, "gas-0/stale").ShouldBe(CommandResult.Done);
        rig.Read(51, 60).Read(52, 60, point: 1).Evaluator.TierOf(2).ShouldBe(WarningTier.Red);
    }
}
