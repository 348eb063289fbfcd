using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Tests.Conditions.Signal;

public sealed class FrozenTests
{
    private static readonly FlatLine s_strict = Rules.FlatLine with { LearnFor = TimeSpan.Zero };

    [Fact]
    public void Sixty_equal_samples_are_borne_and_the_next_is_not()
    {
        var rig = new SignalRig(s_strict);
        Enumerable.Range(1, 60).Select(s => rig.Judge(s, 3.2)).ShouldAllBe(v => v == ConditionVerdict.Normal);
        rig.Judge(61, 3.2).ShouldBe(ConditionVerdict.Abnormal);
        rig.Words().En.ShouldBe(
            "the value has stood at 3.2 %LEL for 60 s (61 samples within 0 %LEL)");
        rig.Judge(62, 3.3).ShouldBe(ConditionVerdict.Normal);
        rig.Words(AlarmEvent.ReturnedToNormal).Zh.ShouldBe("数值又有变化：3.3 %LEL");
    }

    [Fact]
    public void A_sample_seen_twice_is_no_evidence()
    {
        var rig = new SignalRig(s_strict);
        rig.Judge(1, 3.2);
        Enumerable.Range(0, 200).Select(_ => rig.Judge(1, 3.2)).ShouldAllBe(v => v == ConditionVerdict.Hold);
    }

    [Fact]
    public void Bad_values_hold_and_doubtful_movement_clears_nothing()
    {
        var rig = new SignalRig(s_strict);
        for (var second = 1; second <= 61; second++)
        {
            rig.Judge(second, 3.2);
        }

        rig.Judge(62, 9, Quality.CommunicationFailure).ShouldBe(ConditionVerdict.Hold);
        rig.Judge(63, double.NaN).ShouldBe(ConditionVerdict.Hold);
        rig.Judge(64, 5, Quality.Uncertain).ShouldBe(ConditionVerdict.Hold);
        rig.IsStanding.ShouldBeTrue();
        rig.Judge(65, 5.1).ShouldBe(ConditionVerdict.Normal);
    }

    [Fact]
    public void A_frozen_cell_is_found_within_minutes_once_its_own_rests_are_known()
    {
        var rig = new SignalRig(Rules.GasFlatLine);
        var frozen = RunHealthyGas(rig, days: 3);
        rig.Alarms.ShouldBe(0);
        for (var second = frozen; second < frozen + 3600; second++)
        {
            rig.Judge(second, 0.4);
        }

        (rig.FirstAlarm - frozen).ShouldBeInRange(60, 300);
    }

    [Fact]
    public void A_converter_that_dithers_below_the_learned_noise_is_frozen_all_the_same()
    {
        var rig = new SignalRig(Rules.FlatLine);
        var signal = new HealthySignals(5);
        var second = 0.0;
        for (; second < 3 * 86400; second += 60)
        {
            rig.Judge(second, signal.Slope(second));
        }

        rig.Alarms.ShouldBe(0);
        for (var i = 0; i < 120; i++, second += 60)
        {
            rig.Judge(second, 5 + (0.02 * (i % 3)));
        }

        (rig.FirstAlarm - (3 * 86400)).ShouldBeInRange(59 * 60, 70 * 60);
    }

    [Fact]
    public void Zero_without_noise_asks_for_a_bump_test_after_a_day_and_not_before()
    {
        var rig = new SignalRig(Rules.GasFlatLine with { LearnFor = TimeSpan.Zero });
        for (var second = 0; second <= 86400; second += 10)
        {
            rig.Judge(second, 0);
        }

        rig.FirstAlarm.ShouldBe(86400);
        rig.Words().En.ShouldContain("exactly zero without any noise for 24 h (8641 samples)");
        rig.Words().En.ShouldContain("bump-test it");
    }

    [Fact]
    public void A_gap_is_no_time_watched()
    {
        var rig = new SignalRig(s_strict with { Samples = 0, Duration = TimeSpan.FromHours(1) });
        rig.Judge(0, 5);
        // Two days of silence count as a quarter of an hour.
        rig.Judge(2 * 86400, 5).ShouldBe(ConditionVerdict.Normal);
        rig.Judge((2 * 86400) + 900, 5).ShouldBe(ConditionVerdict.Normal);
        rig.Judge((2 * 86400) + 1800, 5).ShouldBe(ConditionVerdict.Normal);
        rig.Judge((2 * 86400) + 2700, 5).ShouldBe(ConditionVerdict.Abnormal);
    }

    [Fact]
    public void Without_change_for_a_day_it_counts_whatever_was_learned()
    {
        var rig = new SignalRig(Rules.FlatLine);
        for (var second = 0; second < 200_000; second += 10)
        {
            rig.Judge(second, 2);
        }

        rig.FirstAlarm.ShouldBe(86400);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Standing_still_while_siblings_move_counts_and_resting_together_does_not(bool siblingsMove, bool found)
    {
        var rig = new SignalRig(Rules.SiblingFlatLine(), 4);
        HealthySignals[] cells = [new(1), new(2), new(3), new(4)];
        for (var second = 0.0; second < 20_000; second += 10)
        {
            var frozen = second > 10_000;
            for (var i = 0; i < 4; i++)
            {
                var value = cells[i].Gas(second) + (frozen && siblingsMove && i < 3 ? (second - 10_000) / 100 : 0);
                rig.Judge(second, i == 0 && frozen ? 0.4 : value, input: i);
            }
        }

        (rig.Alarms > 0).ShouldBe(found);
        if (found)
        {
            (rig.FirstAlarm - 10_000).ShouldBeInRange(600, 1200);
            rig.Words().En.ShouldContain("siblings moved by more than 10 times their noise");
        }
    }

    [Fact]
    public void Siblings_that_cannot_be_heard_prove_nothing()
    {
        var rig = new SignalRig(Rules.SiblingFlatLine(), 4);
        var cell = new HealthySignals(1);
        for (var second = 0.0; second < 20_000; second += 10)
        {
            for (var i = 1; i < 4; i++)
            {
                rig.Judge(second, cell.Gas(second) + (second / 100), input: i);
                rig.Silence(i);
            }

            rig.Judge(second, second < 10_000 ? cell.Gas(second) : 0.4);
        }

        rig.Alarms.ShouldBe(0);
    }

    private static double RunHealthyGas(SignalRig rig, int days)
    {
        var signal = new HealthySignals(3);
        var second = 0.0;
        for (; second < days * 86400; second++)
        {
            rig.Judge(second, signal.Gas(second));
        }

        return second;
    }
}
