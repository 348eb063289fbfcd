using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Tests.Conditions.Signal;

public sealed class OutlierTests
{
    [Fact]
    public void Six_spikes_in_an_hour_count_and_five_do_not()
    {
        var rig = new SignalRig(Rules.Spike);
        Run(rig, 0, 3600, spikeEvery: 0);
        Run(rig, 3600, 3600 + (6 * 300), spikeEvery: 300);
        // Five spikes; the sixth is known as one when the signal is back, a sample later.
        rig.Alarms.ShouldBe(0);
        Run(rig, 5400, 5700, spikeEvery: 300);
        rig.FirstAlarm.ShouldBe(5401);
        rig.Words().En.ShouldStartWith("at least 6 spikes in the last hour, more than the 5 borne (the last one 40 %LEL over a level of ");
        Run(rig, 5700, 9000, spikeEvery: 0);
        rig.IsStanding.ShouldBeFalse();
    }

    [Fact]
    public void A_jump_that_stays_is_a_step_three_samples_later_and_no_spike()
    {
        var (step, spike) = (new SignalRig(Rules.Step), new SignalRig(Rules.Spike with { PerHour = 0 }));
        foreach (var rig in new[] { step, spike })
        {
            Run(rig, 0, 3600, 0);
            Run(rig, 3600, 3700, 0, offset: 20);
        }

        step.FirstAlarm.ShouldBe(3602);
        step.Alarms.ShouldBe(1);
        step.IsStanding.ShouldBeFalse();
        spike.Alarms.ShouldBe(0);
    }

    [Fact]
    public void Two_rejected_samples_and_back_are_no_step()
    {
        var rig = new SignalRig(Rules.Step);
        Run(rig, 0, 3600, 0);
        rig.Judge(3600, 30);
        rig.Judge(3601, 31);
        Run(rig, 3602, 3700, 0);
        rig.Alarms.ShouldBe(0);
    }

    // Prism 40-1938 of the Century mine, domain rules 2.6: 231 mm in 27 h, to be shown as a step. Values before 13 February are made up
    // (the source gives none), one a day.
    [Fact]
    public void The_step_of_prism_40_1938_is_found()
    {
        double[] before = [44.1, 45.3, 44.7, 46.0, 45.2, 46.4, 46.1, 47.2, 46.8, 47.891, 48.419, 53.818];
        double[] after = [285.184, 292.478, 291.674];
        var rig = new SignalRig(Rules.Step with { LeastSize = 50 });
        var day = 0;
        foreach (var value in before.Concat(after))
        {
            rig.Judge(86400 * ++day, value);
        }

        rig.FirstAlarm.ShouldBe(86400 * 15);
        rig.Words().En.ShouldContain("stepped from 46.8 %LEL to 291.674 %LEL");
    }

    [Theory]
    [InlineData(5.0, false)]
    [InlineData(5.5, false)]
    [InlineData(5.52, true)]
    public void A_level_cannot_move_faster_than_its_pumps(double next, bool found)
    {
        var rig = new SignalRig(Rules.ImpossibleRate(0.005, tolerance: 0.2));
        rig.Judge(0, 5);
        rig.Judge(60, next + 0.0);
        (rig.Alarms > 0).ShouldBe(found);
    }

    [Fact]
    public void An_impossible_level_is_believed_only_when_it_could_have_been_reached()
    {
        var rig = new SignalRig(Rules.ImpossibleRate(0.01));
        rig.Judge(0, 5);
        Enumerable.Range(1, 49).Select(i => rig.Judge(i * 2, 6)).ShouldAllBe(v => v == ConditionVerdict.Abnormal);
        rig.Words().En.ShouldContain("it can change by 0.01 %LEL a second at most");
        rig.Judge(100, 6, Quality.Uncertain).ShouldBe(ConditionVerdict.Hold);
        rig.Judge(101, 6).ShouldBe(ConditionVerdict.Normal);
    }

    private static void Run(SignalRig rig, int from, int to, int spikeEvery, double offset = 0)
    {
        var signal = new HealthySignals(11 + from);
        for (var second = from; second < to; second++)
        {
            rig.Judge(second, spikeEvery > 0 && second % spikeEvery == 0 && second > 3600 ? 40 : signal.Gas(second) + offset);
        }
    }
}
