using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class SiteEvaluatorTests
{
    [Fact]
    public void Trips_at_exactly_the_limit_and_stays_raised_inside_the_deadband()
    {
        var rig = new EvaluatorRig(High(50, deadband: 2)).Read(0, 49.999).Read(1, 50).Read(2, 48).Read(3, 47.999);
        rig.Story.ShouldBe(["1 Raised red-high", "3 ReturnedToNormal red-high"]);
    }

    [Fact]
    public void Stamps_a_raise_with_the_end_of_its_on_delay_when_the_next_reading_comes_later()
    {
        var rig = new EvaluatorRig(High(50, on: 3)).Read(0, 60).Read(10, 60);
        rig.Story.ShouldBe(["3 Raised red-high"]);
    }

    [Fact]
    public void Raises_by_the_timer_when_no_further_reading_comes()
    {
        var rig = new EvaluatorRig(High(50, on: 3)).Read(0, 60).Elapse(2.9);
        rig.Transitions.ShouldBeEmpty();
        rig.Elapse(3).Story.ShouldBe(["3 Raised red-high"]);
    }

    [Fact]
    public void Does_not_raise_when_the_value_returns_within_the_on_delay()
    {
        new EvaluatorRig(High(50, on: 3)).Read(0, 60).Read(2, 10).Elapse(100).Transitions.ShouldBeEmpty();
    }

    [Fact]
    public void Clears_at_the_end_of_the_off_delay_and_starts_it_again_on_a_relapse()
    {
        var rig = new EvaluatorRig(High(50, off: 10)).Read(0, 60).Read(1, 10).Read(5, 60).Read(6, 10).Elapse(15.9);
        rig.Story.ShouldBe(["0 Raised red-high"]);
        rig.Elapse(16).Story.Last().ShouldBe("16 ReturnedToNormal red-high");
    }

    [Theory]
    [InlineData(Quality.Bad)]
    [InlineData(Quality.CommunicationFailure)]
    [InlineData(Quality.OutOfService)]
    public void Bad_quality_neither_raises_nor_clears(Quality quality)
    {
        new EvaluatorRig(High(50)).Read(0, 99, quality).Transitions.ShouldBeEmpty();
        new EvaluatorRig(High(50)).Read(0, 99).Read(1, 0, quality).Tier.ShouldBe(WarningTier.Red);
    }

    [Fact]
    public void Uncertain_quality_may_raise_but_not_clear()
    {
        var rig = new EvaluatorRig(High(50)).Read(0, 60, Quality.Uncertain).Read(1, 10, Quality.Uncertain);
        rig.Tier.ShouldBe(WarningTier.Red);
        rig.Read(2, 10).Tier.ShouldBe(WarningTier.None);
    }

    [Fact]
    public void A_bad_value_in_the_on_delay_waits_for_the_next_proof_and_keeps_the_start()
    {
        var rig = new EvaluatorRig(High(50, on: 10)).Read(0, 60).Read(5, double.NaN, Quality.Bad).Elapse(20);
        rig.Transitions.ShouldBeEmpty();
        rig.Read(21, 60).Story.ShouldBe(["21 Raised red-high"]);
    }

    [Fact]
    public void A_bad_value_in_the_off_delay_starts_it_again()
    {
        var rig = new EvaluatorRig(High(50, off: 10)).Read(0, 60).Read(1, 10).Read(9, double.NaN, Quality.Bad).Elapse(60);
        rig.Tier.ShouldBe(WarningTier.Red);
        rig.Read(61, 10).Elapse(70).Tier.ShouldBe(WarningTier.Red);
        rig.Elapse(71).Tier.ShouldBe(WarningTier.None);
    }

    [Fact]
    public void NaN_said_to_be_good_is_never_normal()
    {
        var rig = new EvaluatorRig(High(50), Stale(30)).Read(0, 60).Read(1, double.NaN);
        rig.Tier.ShouldBe(WarningTier.Red);
        rig.Elapse(30).Story.ShouldContain("30 Raised stale");
    }

    [Fact]
    public void A_point_that_falls_silent_while_about_to_clear_stays_in_alarm()
    {
        var rig = new EvaluatorRig(High(50, off: 60), Stale(60)).Read(0, 80).Read(1, 10).Elapse(600);
        rig.Tier.ShouldBe(WarningTier.Red);
        rig.Story.ShouldBe(["0 Raised red-high", "61 Raised stale"]);
    }

    [Fact]
    public void A_point_never_seen_becomes_stale_and_offline()
    {
        var rig = new EvaluatorRig(Stale(60), Offline(30)).Elapse(1000);
        rig.Story.ShouldBe(["30 Raised offline", "60 Raised stale"]);
        rig.Read(1001, 5).Tier.ShouldBe(WarningTier.None);
    }

    [Fact]
    public void Values_that_are_all_bad_become_stale_at_the_age_of_the_last_good_one()
    {
        var rig = new EvaluatorRig(Stale(10)).Read(5, 1);
        for (var second = 6; second < 30; second++)
        {
            rig.Read(second, double.NaN, Quality.SensorFailure);
        }

        rig.Story.ShouldBe(["15 Raised stale"]);
    }

    [Fact]
    public void A_good_value_older_on_arrival_than_allowed_is_stale()
    {
        var rig = new EvaluatorRig(Stale(60)).Read(0, 1, received: 3600);
        rig.Tier.ShouldBe(WarningTier.Blue);
    }

    [Fact]
    public void A_jump_over_four_limits_warns_once()
    {
        var rig = new EvaluatorRig(High(10, WarningTier.Blue), High(25, WarningTier.Yellow), High(50, WarningTier.Orange), High(75)).Read(0, 5).Read(1, 90);
        rig.Transitions.Count.ShouldBe(4);
        var warning = rig.Warnings.ShouldHaveSingleItem();
        (warning.From, warning.To, warning.Cause.Tier).ShouldBe((WarningTier.None, WarningTier.Red, WarningTier.Red));
        rig.Read(2, 30);
        (rig.Warnings[1].From, rig.Warnings[1].To).ShouldBe((WarningTier.Red, WarningTier.Yellow));
        rig.Warnings[1].IsRaise.ShouldBeFalse();
    }

    [Fact]
    public void A_latched_alarm_stands_until_acknowledged_and_reset()
    {
        var rig = new EvaluatorRig(High(50, latch: true)).Read(0, 60).Read(1, 10);
        rig.Tier.ShouldBe(WarningTier.Red);
        rig.Reset("red-high", 2).ShouldBe(CommandResult.NotAllowed);
        rig.Acknowledge("red-high", 3).ShouldBe(CommandResult.Done);
        rig.Tier.ShouldBe(WarningTier.Red);
        rig.Reset("red-high", 4).ShouldBe(CommandResult.Done);
        rig.Tier.ShouldBe(WarningTier.None);
        rig.Warnings.Last().To.ShouldBe(WarningTier.None);
        rig.Transitions.Last().Actor.ShouldBe("duty");
    }

    [Theory]
    [InlineData("gas-0/none")]
    [InlineData("gas-0")]
    [InlineData("gas-9/red-high")]
    [InlineData("")]
    public void Refuses_a_command_for_an_alarm_it_does_not_know(string id) =>
        new EvaluatorRig(High(50)).Evaluator.Acknowledge(id, "duty", "", Start, [], []).ShouldBe(CommandResult.Unknown);

    [Fact]
    public void A_reading_older_than_the_last_judged_is_counted_late_and_not_judged()
    {
        var rig = new EvaluatorRig(High(50)).Read(10, 5).Read(9, 99, received: 11);
        rig.Transitions.ShouldBeEmpty();
        rig.Evaluator.Late.ShouldBe(1);
    }

    [Fact]
    public void A_source_whose_clock_was_set_back_is_judged_again_after_a_minute_and_its_delays_go_on()
    {
        var rig = new EvaluatorRig(High(50, on: 90), High(80, WarningTier.Orange)).Read(3600, 60);
        rig.Read(10, 99, received: 3610).Read(60, 99, received: 3660).Transitions.ShouldBeEmpty();
        rig.Read(61, 99, received: 3661).Story.ShouldBe(["61 Raised orange-high"]);
        rig.Read(89, 99, received: 3689).Tier.ShouldBe(WarningTier.Orange);
        rig.Elapse(3690).Story.Last().ShouldBe("90 Raised red-high");
    }

    [Fact]
    public void A_clock_far_ahead_makes_the_value_uncertain_and_is_replaced_by_the_receive_time()
    {
        var rig = new EvaluatorRig(High(50)).Read(61, 99, received: 0);
        rig.Transitions.ShouldHaveSingleItem().EventTime.ShouldBe(At(0));
        rig.Transitions[0].Reason.Quality.ShouldBe(Quality.NotAccurate);
        rig.Evaluator.Future.ShouldBe(0 + 1);
        new EvaluatorRig(High(50)).Read(60, 99, received: 0).Evaluator.Future.ShouldBe(0);
    }

    [Fact]
    public void Event_time_follows_a_source_clock_that_lags()
    {
        // The source is 100 s behind; its on-delay of 5 s ends at its second 5, our second 105.
        var rig = new EvaluatorRig(High(50, on: 5)).Read(0, 60, received: 100);
        rig.Evaluator.NextDeadline.ShouldBe(At(105));
        rig.Elapse(104.9).Transitions.ShouldBeEmpty();
        rig.Elapse(105).Story.ShouldBe(["5 Raised red-high"]);
    }

    [Fact]
    public void Counts_readings_of_unknown_points()
    {
        var rig = new EvaluatorRig(High(50));
        rig.Evaluator.Evaluate([new Reading(7, 99, Start, Quality.Good), new Reading(-1, 99, Start, Quality.Good)], Start, Start, [], []);
        rig.Evaluator.Unknown.ShouldBe(2);
    }

    [Fact]
    public void Restores_states_and_still_clears_through_the_deadband()
    {
        var before = new EvaluatorRig(High(50, deadband: 5)).Read(0, 60);
        var after = new EvaluatorRig(High(50, deadband: 5));
        after.Evaluator.Restore(before.Evaluator.Snapshot()).ShouldBeEmpty();
        after.Tier.ShouldBe(WarningTier.Red);
        after.Read(10, 47).Tier.ShouldBe(WarningTier.Red);
        after.Read(11, 44).Tier.ShouldBe(WarningTier.None);
        after.Story.ShouldBe(["11 ReturnedToNormal red-high"]);
    }

    [Fact]
    public void Hands_back_restored_alarms_whose_rule_is_gone()
    {
        var before = new EvaluatorRig(Low(10)).Read(0, 5);
        new EvaluatorRig(High(50)).Evaluator.Restore(before.Evaluator.Snapshot()).ShouldHaveSingleItem().AlarmId.ShouldBe("gas-0/orange-low");
    }

    [Fact]
    public void A_new_plan_keeps_the_state_and_running_delay_of_a_rule_that_is_the_same()
    {
        var rig = new EvaluatorRig(High(50), High(25, WarningTier.Yellow, on: 10)).Read(0, 60);
        rig.Replace(5, High(50) with { Basis = Basis with { ReviewedBy = "engineer" } }, High(25, WarningTier.Yellow, on: 10)).Elapse(20);
        rig.Story.ShouldBe(["0 Raised red-high", "10 Raised yellow-high"]);
        rig.Warnings.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_new_plan_withdraws_alarms_of_removed_rules()
    {
        var rig = new EvaluatorRig(High(50), High(25, WarningTier.Yellow)).Read(0, 60).Replace(5, High(25, WarningTier.Yellow));
        rig.Story.Last().ShouldBe("5 RuleChanged red-high");
        (rig.Warnings[^1].From, rig.Warnings[^1].To).ShouldBe((WarningTier.Red, WarningTier.Yellow));
    }

    [Theory]
    [InlineData(60, Quality.Good, 40, 300, "B")]
    [InlineData(0, Quality.CommunicationFailure, 40, 0, "B")]
    [InlineData(0, Quality.CommunicationFailure, 70, 0, "B")]
    [InlineData(60, Quality.Good, 70, 0, "A")]
    public void A_standing_alarm_goes_on_under_its_changed_rule_until_a_value_is_normal_by_it(
        double value, Quality quality, double limit, double onDelay, string expected)
    {
        var rig = new EvaluatorRig(High(50)).Read(0, 60).Read(1, value, quality).Replace(5, High(limit, on: onDelay));
        rig.Evaluator.TierOf(0).ShouldBe(expected == "B" ? WarningTier.Red : WarningTier.None);
        rig.Story.Count(step => step.Contains("RuleChanged", StringComparison.Ordinal)).ShouldBe(expected == "B" ? 0 : 1);
        rig.Read(10, 10).Evaluator.Snapshot().ShouldAllBe(alarm => alarm.State == AlarmState.ReturnedUnacknowledged);
    }

    [Fact]
    public void A_latched_alarm_stays_latched_when_its_rule_is_changed_while_the_point_is_lost()
    {
        var rig = new EvaluatorRig(High(50, latch: true)).Read(0, 60).Read(1, 10).Read(2, 0, Quality.CommunicationFailure).Replace(5, High(40, latch: true));
        rig.Evaluator.Snapshot().ShouldHaveSingleItem().State.ShouldBe(AlarmState.LatchedUnacknowledged);
    }

    [Fact]
    public void A_tightened_limit_is_judged_at_once()
    {
        var rig = new EvaluatorRig(High(50)).Read(0, 40).Replace(5, High(30));
        rig.Story.ShouldBe(["5 Raised red-high"]);
        rig.Tier.ShouldBe(WarningTier.Red);
    }

    [Fact]
    public void Removing_a_point_withdraws_its_alarms()
    {
        var rig = new EvaluatorRig(High(50)).Read(0, 60);
        rig.Evaluator.Replace([], At(5), rig.Transitions, rig.Warnings);
        rig.Transitions.Last().Event.ShouldBe(AlarmEvent.RuleChanged);
        rig.Warnings.Last().To.ShouldBe(WarningTier.None);
        rig.Evaluator.NextDeadline.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void The_reason_says_value_limit_rule_review_and_why_not_the_next_tier()
    {
        var rig = new EvaluatorRig(High(25, WarningTier.Yellow, deadband: 2, on: 3), High(50, WarningTier.Orange)).Read(0, 30).Elapse(3);
        var reason = rig.Transitions.ShouldHaveSingleItem().Reason;
        foreach (var part in new[] { "30 %LEL", "25 %LEL", "2 %LEL", "3 s", "GB/T 0000 3.1", "not reviewed", "Not orange (II): its limit 50 %LEL" })
        {
            reason.Text.En.ShouldContain(part);
        }

        foreach (var part in new[] { "30 %LEL", "25 %LEL", "3 秒", "默认阈值，未经审核", "未达到更高一级 橙色" })
        {
            reason.Text.Zh.ShouldContain(part);
        }

        (reason.Value, reason.Limit, reason.Deadband, reason.Since).ShouldBe((30, 25, 2, At(0)));
    }
}
