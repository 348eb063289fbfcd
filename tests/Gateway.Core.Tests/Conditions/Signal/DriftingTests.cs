using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Tests.Conditions.Signal;

public sealed class DriftingTests
{
    private const int Day = 86400;

    [Theory]
    [InlineData(99.9, Quality.Good, DetectorFlags.None, ConditionVerdict.Normal)]
    [InlineData(100, Quality.Good, DetectorFlags.None, ConditionVerdict.Abnormal)]
    [InlineData(100, Quality.RangeExceeded, DetectorFlags.None, ConditionVerdict.Abnormal)]
    [InlineData(40, Quality.Good, DetectorFlags.OverRange, ConditionVerdict.Abnormal)]
    [InlineData(40, Quality.Uncertain, DetectorFlags.None, ConditionVerdict.Hold)]
    [InlineData(100, Quality.SensorFailure, DetectorFlags.None, ConditionVerdict.Hold)]
    [InlineData(100, Quality.Good, DetectorFlags.Inhibit, ConditionVerdict.Hold)]
    public void Full_scale_is_saturation(double value, Quality quality, DetectorFlags flags, ConditionVerdict verdict) =>
        new SignalRig(Rules.Saturation()).Judge(1, value, quality, flags).ShouldBe(verdict);

    [Fact]
    public void A_catalytic_bead_that_was_saturated_is_said_to_read_low()
    {
        var rig = new SignalRig(Rules.Saturation() with { Catalytic = true, Deadband = 5 });
        rig.Judge(1, 100);
        rig.Judge(2, 96).ShouldBe(ConditionVerdict.Abnormal);
        rig.Judge(3, 94).ShouldBe(ConditionVerdict.Normal);
        rig.Words(AlarmEvent.ReturnedToNormal).En.ShouldContain("no safety before a bump test");
        rig.Words().Zh.ShouldContain("催化元件超量程后读数可能偏低");
    }

    [Theory]
    [InlineData(-5.0, ConditionVerdict.Normal)]
    [InlineData(-5.1, ConditionVerdict.Abnormal)]
    [InlineData(double.NaN, ConditionVerdict.Hold)]
    public void Below_minus_five_percent_of_full_scale_the_zero_has_drifted(double value, ConditionVerdict verdict) =>
        new SignalRig(Rules.NegativeDrift()).Judge(1, value).ShouldBe(verdict);

    [Fact]
    public void A_creeping_zero_is_found_when_the_weekly_median_has_moved_three_percent()
    {
        var rig = new SignalRig(Rules.Drift());
        var signal = new HealthySignals(1);
        for (var second = 0; second < 40 * Day; second += 60)
        {
            rig.Judge(second, signal.Gas(second) + Math.Max(0, (second / (double)Day) - 10) * 0.5);
        }

        // 0.5 %LEL a day from day 10: 3 % is passed on day 16, seen half a week later by the median of a week.
        (rig.FirstAlarm / Day).ShouldBeInRange(19, 20.5);
        rig.Words().En.ShouldContain("the median over 168 h has drifted from ");
    }

    [Fact]
    public void Drift_says_nothing_before_a_week_was_watched_and_returns_with_the_level()
    {
        var rig = new SignalRig(Rules.Drift());
        for (var second = 0; second < 30 * Day; second += 600)
        {
            var day = second / Day;
            rig.Judge(second, day is < 3 or (> 10 and < 18) ? 20 : 1 + (0.1 * (second / 600 % 3)));
        }

        (rig.FirstAlarm / Day).ShouldBeInRange(14, 15);
        rig.IsStanding.ShouldBeFalse();
    }

    [Fact]
    public void What_weather_does_to_all_siblings_is_no_drift_and_one_of_them_alone_is()
    {
        var rig = new SignalRig(Rules.SiblingDrift(), 4);
        HealthySignals[] cells = [new(1), new(2), new(3), new(4)];
        for (var second = 0; second < 30 * Day; second += 300)
        {
            var weather = 8 * Math.Sin(second / (5.0 * Day));
            for (var i = 3; i >= 0; i--)
            {
                rig.Judge(second, cells[i].Gas(second) + weather + (i == 0 && second > 15 * Day ? 4 : 0), input: i);
            }
        }

        // A jump of 4 %FS is half of the week's hours after 3.5 days.
        (rig.FirstAlarm / Day).ShouldBeInRange(18, 19);
        rig.Words().En.ShouldContain("from the median of its 3 siblings");
    }

    [Fact]
    public void One_sibling_alone_proves_no_drift()
    {
        var rig = new SignalRig(Rules.SiblingDrift(2), 2);
        for (var second = 0; second < 30 * Day; second += 600)
        {
            rig.Judge(second, 1, input: 1);
            rig.Judge(second, second > 15 * Day ? 20 : 1).ShouldBe(ConditionVerdict.Hold);
        }
    }

    // Prism 31-2004 of the Century mine, domain rules 2.6: displacements as given; "almost all of it is RL rising".
    [Fact]
    public void A_prism_that_only_rises_is_suspect_and_a_failing_slope_is_not()
    {
        double[] rise = [27.1, 29.4, 28.2, 27.7, 29.0, 28.524, 33.775, 85.995, 100.871, 36.749];
        var (up, slide) = (new SignalRig(Rules.VerticalOnly, 3), new SignalRig(Rules.VerticalOnly, 3));
        for (var i = 0; i < rise.Length; i++)
        {
            Epoch(up, i * Day, 0.05 * rise[i], 0.03 * rise[i], rise[i]);
            Epoch(slide, i * Day, 0.8 * rise[i], 0.3 * rise[i], -0.5 * rise[i]);
        }

        up.FirstAlarm.ShouldBe(7 * Day);
        up.IsStanding.ShouldBeFalse();
        up.Words().En.ShouldContain("suspect, a failing slope does not only rise");
        slide.Alarms.ShouldBe(0);
    }

    [Fact]
    public void East_north_and_up_of_different_epochs_are_not_compared()
    {
        var rig = new SignalRig(Rules.VerticalOnly, 3);
        for (var i = 0; i < 40; i++)
        {
            rig.Judge(i * 3600, 1, input: 0);
            rig.Judge((i * 3600) + 1000, 1, input: 1);
            rig.Judge((i * 3600) + 2000, i < 20 ? 1 : 500, input: 2).ShouldBe(ConditionVerdict.Hold);
        }
    }

    private static void Epoch(SignalRig rig, double second, double east, double north, double up)
    {
        rig.Judge(second, east, input: 0);
        rig.Judge(second, north, input: 1);
        rig.Judge(second, up, input: 2);
    }
}
