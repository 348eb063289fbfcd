using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class EventOrderTests
{
    [Fact]
    public void Deadlines_of_all_points_fire_in_the_order_of_our_clock_before_a_reading_is_judged()
    {
        var rig = new MachineRig([new(Point(), 0, [Stale(30)]), new(Point(1), 0, [Stale(20)]), new(Point(2), 0, [Stale(20), High(50)])]);
        rig.Read(100, 60, point: 2);
        rig.Story.ShouldBe(["20 Raised gas-1/stale AB", "20 Raised gas-2/stale AB", "30 Raised gas-0/stale AB", "100 Raised gas-2/red-high AB", "100 ReturnedToNormal gas-2/stale BD"]);
    }

    [Fact]
    public void Eleven_thousand_points_that_fall_silent_at_once_all_raise_once_in_slot_order()
    {
        var plans = Enumerable.Range(0, 11_000).Select(i => new PointPlan(Point(i), 0, [Stale(60)])).ToList();
        var rig = new MachineRig(plans).Elapse(61);
        rig.Transitions.Select(t => t.Point).ShouldBe(Enumerable.Range(0, 11_000));
        rig.Elapse(9000).Transitions.Count.ShouldBe(11_000);
        rig.Evaluator.NextDeadline.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void A_batch_received_before_the_time_already_reached_is_judged_at_that_time()
    {
        var rig = new MachineRig([new(Point(), 0, [High(50)])]).Elapse(50);
        var judged = rig.Evaluator.Evaluate([new Reading(0, 60, At(50), Quality.Good)], At(20), At(50), rig.Transitions, rig.Warnings);
        Seconds(judged).ShouldBe(50);
        Seconds(rig.Warnings.ShouldHaveSingleItem().ReceivedTime).ShouldBe(50);
    }

    [Fact]
    public void Our_own_clock_set_back_lets_delays_and_shelves_go_on_as_long_as_they_had_to()
    {
        var rig = new MachineRig([new(Point(), 0, [High(50, on: 100), High(40, WarningTier.Orange), Stale(200)])]).Read(3600, 60);
        rig.Act(3600, AlarmEvent.ShelvedByPerson, "gas-0/orange-high", until: 3900).ShouldBe(CommandResult.Done);
        rig.Elapse(3640).Elapse(10);
        rig.Read(11, 60).Elapse(400);
        // 60 of 100 s were left of the delay; the shelf had 260 s left at the step.
        rig.Transitions.Where(t => t.Event is AlarmEvent.Raised or AlarmEvent.ShelveExpired).Select(t => $"{t.Event} {t.AlarmId} {Seconds(t.DecidedTime)}").ShouldBe(
            ["Raised gas-0/stale 3600", "Raised gas-0/orange-high 3600", "Raised gas-0/red-high 400", "Raised gas-0/stale 400", "ShelveExpired gas-0/orange-high 400"]);
        Seconds(rig.Warnings.Single(w => w.To == WarningTier.Red).ReceivedTime).ShouldBe(70);
    }

    [Fact]
    public void A_late_reading_right_after_our_clock_went_back_is_still_late()
    {
        var rig = new MachineRig([new(Point(), 0, [High(50)])]).Read(3600, 10).Read(1000, 60, source: 500);
        rig.Transitions.ShouldBeEmpty();
        rig.Read(1001, 60).Evaluator.TierOf(0).ShouldBe(WarningTier.Red);
    }

    [Fact]
    public void A_historical_reading_is_counted_and_never_judged_live()
    {
        var rig = new MachineRig([new(Point(), 0, [High(50), Stale(30)])]).Read(1, 60, flags: DetectorFlags.Historical).Elapse(31);
        rig.Story.ShouldBe(["30 Raised gas-0/stale AB"]);
        (rig.Evaluator.Historical, rig.Evaluator.Judged).ShouldBe((1, 0));
    }
}
