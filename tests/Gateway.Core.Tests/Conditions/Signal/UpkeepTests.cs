using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Signal;

public sealed class UpkeepTests
{
    private const int Day = 86400;

    [Fact]
    public void A_bump_test_is_overdue_at_the_tick_though_nothing_is_heard()
    {
        var memory = Rules.Overdue.Begin(Start);
        Rules.Overdue.SilenceDeadline(memory).ShouldBe(At(10 * Day));
        var rig = new SignalRig(Rules.Overdue);
        rig.Judge((10 * Day) - 1, 5).ShouldBe(ConditionVerdict.Normal);
        rig.Judge(10 * Day, 5, Quality.SensorFailure).ShouldBe(ConditionVerdict.Abnormal);
        rig.Words().En.ShouldBe("the bump test is overdue: last done 2025-12-12 (UTC), due every 30 days");
    }

    [Fact]
    public void Without_a_record_it_is_overdue_since_watching_began()
    {
        var never = Rules.Overdue with { LastDone = null, Task = UpkeepTask.Calibration };
        never.SilenceDeadline(never.Begin(At(5))).ShouldBe(At(5));
        var rig = new SignalRig(never);
        rig.Judge(1, 5).ShouldBe(ConditionVerdict.Abnormal);
        rig.Words().Zh.ShouldBe("没有校准记录，周期 30 天");
        var old = Rules.Overdue with { LastDone = DateTimeOffset.UnixEpoch };
        old.SilenceDeadline(old.Begin(At(5))).ShouldBe(At(5));
    }

    [Fact]
    public void A_done_test_makes_another_rule_so_that_the_evaluator_judges_anew() =>
        (Rules.Overdue with { LastDone = Rules.Overdue.LastDone?.AddDays(30) }).ShouldNotBe(Rules.Overdue);

    [Fact]
    public void The_sensors_own_flag_says_that_it_warms_up()
    {
        var rig = new SignalRig(Rules.WarmUp);
        rig.Judge(0, 5).ShouldBe(ConditionVerdict.Normal);
        rig.Judge(1, 5, Quality.OutOfService, DetectorFlags.WarmUp).ShouldBe(ConditionVerdict.Abnormal);
        rig.Judge(2, 5, Quality.CommunicationFailure).ShouldBe(ConditionVerdict.Hold);
        rig.Judge(3, 5).ShouldBe(ConditionVerdict.Normal);
    }

    [Fact]
    public void After_an_absence_like_a_power_cut_it_warms_up_for_its_time()
    {
        var rig = new SignalRig(Rules.WarmUp);
        rig.Judge(0, 5);
        rig.Judge(10, 5);
        rig.Judge(60, double.NaN, Quality.CommunicationFailure);
        rig.Judge(80, 5).ShouldBe(ConditionVerdict.Abnormal);
        rig.Words().En.ShouldContain("came back less than 5 min ago");
        for (var second = 90; second < 380; second += 10)
        {
            rig.Judge(second, 5).ShouldBe(ConditionVerdict.Abnormal);
        }

        rig.Judge(380, 5).ShouldBe(ConditionVerdict.Normal);
        rig.Words(AlarmEvent.ReturnedToNormal).Zh.ShouldBe("预热结束，数值 5 %LEL");
    }

    [Fact]
    public void A_sensor_read_every_ten_minutes_is_not_away_between_two_readings()
    {
        var rig = new SignalRig(Rules.WarmUp);
        Enumerable.Range(0, 100).Select(i => rig.Judge(i * 600, 5)).ShouldAllBe(v => v == ConditionVerdict.Normal);
    }
}
