using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Signal;

public sealed class TamperingTests
{
    [Theory]
    [InlineData(500, 200)]
    [InlineData(1900, 60)]
    public void A_recording_played_again_is_found_before_it_ends(int before, int length)
    {
        var rig = new SignalRig(Rules.RepeatedPattern);
        var signal = new HealthySignals(1);
        var sent = Enumerable.Range(0, 6000).Select(i => signal.Dust(i * 60.0)).ToList();
        for (var i = 0; i < sent.Count; i++)
        {
            rig.Judge(i * 60, sent[i]);
        }

        rig.Alarms.ShouldBe(0);
        for (var i = 0; i < length; i++)
        {
            rig.Judge((6000 + i) * 60, sent[6000 - before + i]);
        }

        (rig.FirstAlarm / 60).ShouldBe(6000 + 29, 15);
        rig.Words().En.ShouldContain($"({before} samples before) exactly");
        rig.Judge((6000 + length) * 60, -1).ShouldBe(ConditionVerdict.Normal);
    }

    [Fact]
    public void A_loop_of_quantised_gas_is_found_in_minutes()
    {
        var rig = new SignalRig(Rules.RepeatedPattern);
        var signal = new HealthySignals(1);
        var sent = Enumerable.Range(0, 3000).Select(i => signal.Gas(i)).ToList();
        for (var i = 0; i < 3600; i++)
        {
            rig.Judge(i, i < 3000 ? sent[i] : sent[2700 + (i % 300)]);
        }

        rig.FirstAlarm.ShouldBeInRange(3029, 3150);
        rig.IsStanding.ShouldBeTrue();
    }

    [Fact]
    public void A_signal_at_rest_a_relay_and_a_tank_that_fills_the_same_way_again_are_no_replay()
    {
        Func<Random, int, IEnumerable<double>>[] signals =
        [
            (_, _) => Enumerable.Repeat(3.0, 500),
            (random, cycle) => Enumerable.Repeat(cycle % 2.0, random.Next(5, 60)),
            (random, _) => [.. Enumerable.Repeat(2.0, random.Next(50, 300)), .. Enumerable.Range(1, 500).Select(i => Math.Round(2 + (0.01 * i), 2))],
        ];
        foreach (var signal in signals)
        {
            var (rig, random, second) = (new SignalRig(Rules.RepeatedPattern), new Random(1), 0);
            foreach (var value in Enumerable.Range(0, 1000).SelectMany(cycle => signal(random, cycle)))
            {
                rig.Judge(++second, value);
            }

            rig.Alarms.ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    public void Two_channels_that_change_places_are_found_at_the_third_sample(bool outage, int alarms)
    {
        var rig = new SignalRig(Rules.SwappedChannel, 2);
        Run(rig, 0, 3600, swapped: false);
        var from = outage ? 3600 + 400 : 3600;
        Run(rig, from, from + 300, swapped: true);
        rig.Alarms.ShouldBe(alarms);
        rig.FirstAlarm.ShouldBe(from + 2);
        rig.IsStanding.ShouldBeTrue();
        rig.Words().En.ShouldContain("each goes on where the other left off");
        Run(rig, from + 300, from + 600, swapped: false);
        rig.IsStanding.ShouldBeFalse();
    }

    [Fact]
    public void One_channel_that_jumps_to_the_level_of_another_is_no_swap()
    {
        var rig = new SignalRig(Rules.SwappedChannel, 2);
        Run(rig, 0, 3600, swapped: false);
        var (a, b) = (new HealthySignals(9), new HealthySignals(8));
        for (var second = 3600; second < 4200; second++)
        {
            rig.Judge(second, 20 + a.Gas(second), input: 0);
            rig.Judge(second, 20 + b.Gas(second), input: 1);
        }

        rig.Alarms.ShouldBe(0);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(12, false)]
    public void Lost_while_rising_past_half_of_the_limit_is_an_alarm(double top, bool found)
    {
        var rig = new SignalRig(Rules.LostDuringRise());
        for (var second = 0; second <= 300; second++)
        {
            rig.Judge(second, top * second / 300);
        }

        var condition = Rules.LostDuringRise();
        condition.SilenceDeadline(rig.Memory).ShouldBe(found ? At(330) : long.MaxValue);
        rig.Judge(310, double.NaN, Quality.CommunicationFailure).ShouldBe(ConditionVerdict.Hold);
        rig.Judge(330, double.NaN, Quality.CommunicationFailure).ShouldBe(found ? ConditionVerdict.Abnormal : ConditionVerdict.Hold);
        rig.Judge(340, 3).ShouldBe(ConditionVerdict.Normal);
        if (found)
        {
            rig.Judge(341, double.NaN, Quality.SensorFailure).ShouldBe(ConditionVerdict.Hold);
        }
    }

    [Fact]
    public void Lost_at_rest_or_while_falling_or_taken_out_of_service_is_not_lost_during_rise()
    {
        SignalRig[] rigs = [new(Rules.LostDuringRise()), new(Rules.LostDuringRise()), new(Rules.LostDuringRise())];
        for (var second = 0; second <= 300; second++)
        {
            rigs[0].Judge(second, 20);
            rigs[1].Judge(second, second < 100 ? second / 4.0 : 25 - ((second - 100) / 20.0));
            rigs[2].Judge(second, second / 15.0);
        }

        rigs[0].Judge(400, double.NaN, Quality.CommunicationFailure).ShouldBe(ConditionVerdict.Hold);
        rigs[1].Judge(400, double.NaN, Quality.CommunicationFailure).ShouldBe(ConditionVerdict.Hold);
        rigs[2].Judge(301, double.NaN, Quality.OutOfService).ShouldBe(ConditionVerdict.Hold);
        Rules.LostDuringRise().SilenceDeadline(rigs[2].Memory).ShouldBe(long.MaxValue);
        rigs[2].Judge(400, double.NaN, Quality.CommunicationFailure).ShouldBe(ConditionVerdict.Hold);
    }

    private static void Run(SignalRig rig, int from, int to, bool swapped)
    {
        var (a, b) = (new HealthySignals(from + 1), new HealthySignals(from + 2));
        for (var second = from; second < to; second++)
        {
            var (low, high) = (a.Gas(second), 20 + b.Gas(second));
            rig.Judge(second, swapped ? high : low, input: 0);
            rig.Judge(second, swapped ? low : high, input: 1);
        }
    }
}
