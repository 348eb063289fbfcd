using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

/// <summary>Somebody set our clock forward, and no time has passed: nothing that counts silence or a delay has waited for it.</summary>
public sealed class ClockSetForwardTests
{
    private const double Hour = 3600;

    [Fact]
    public void A_point_that_never_answered_is_stale_when_it_was_silent_long_enough_and_not_when_the_clock_is_set()
    {
        var rig = Set(new EvaluatorRig(Stale(1800, WarningTier.Yellow)), 100, Hour + 100);
        rig.Elapse(Hour + 1799).Transitions.ShouldBeEmpty("29 minutes and 59 seconds were waited");
        rig.Elapse(Hour + 1800).Story.ShouldBe([$"{Hour + 1800} Raised stale"]);
    }

    [Fact]
    public void What_ran_out_before_the_clock_was_set_is_not_forgotten()
    {
        Set(new EvaluatorRig(Stale(60)), 61, Hour).Story.ShouldBe(["60 Raised stale"]);
    }

    [Fact]
    public void A_source_stamped_by_our_clock_neither_goes_stale_nor_raises_before_its_delay_has_run()
    {
        var rig = Set(new EvaluatorRig(Stale(60), High(50, on: 30)).Read(0, 60).Read(10, 60), 11, Hour + 11);
        rig.Elapse(Hour + 12).Read(Hour + 13, 60).Elapse(Hour + 29.9).Transitions.ShouldBeEmpty("13 and 16.9 seconds of 30");
        rig.Elapse(Hour + 30).Story.ShouldBe([$"{Hour + 30} Raised red-high"]);
    }

    [Fact]
    public void A_source_stamped_by_our_clock_that_falls_silent_then_is_stale_after_its_time()
    {
        var rig = Set(new EvaluatorRig(Stale(60)).Read(0, 5), 20, Hour + 20);
        rig.Elapse(Hour + 59.9).Transitions.ShouldBeEmpty();
        rig.Elapse(Hour + 60).Story.Count().ShouldBe(1);
        rig.Read(Hour + 70, 5).Story.Last().ShouldBe($"{Hour + 70} ReturnedToNormal stale");
    }

    [Fact]
    public void A_source_with_a_clock_of_its_own_runs_on_by_it()
    {
        // Its on-delay of 30 s began at its second 0; our clock is an hour ahead of it from second 10 on.
        var rig = Set(new EvaluatorRig(High(50, on: 30)).Read(0, 60), 10, Hour + 10);
        rig.Read(20, 60, received: Hour + 20).Transitions.ShouldBeEmpty();
        rig.Read(31, 60, received: Hour + 31).Story.ShouldBe(["30 Raised red-high"]);
    }

    private static EvaluatorRig Set(EvaluatorRig rig, double from, double to)
    {
        rig.Evaluator.SetForward(At(from), At(to), rig.Transitions, rig.Warnings);
        return rig;
    }
}
