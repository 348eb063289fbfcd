using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Slopes;
using Gateway.Core.Tests.Slopes;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Slopes.CenturySeries;

namespace Gateway.Core.Tests.Conditions.Slope;

/// <summary>The pack of domain rules 9.2 on the prisms of the Century west wall (2.6), through the real evaluator.</summary>
public sealed class SlopePackTests
{
    private static readonly SlopeSettings Fixed = new() { V0 = 0.198, Noise = 4.84 };

    [Theory]
    [InlineData(0)]
    [InlineData(36)]
    public void Prism_31_2007_is_quiet_before_18_February_orange_then_and_red_on_the_19th(int daysOfLearning)
    {
        var series = Of("31-2007");
        var rig = new SlopeRig(series[0].Time, SlopeRig.Pack(daysOfLearning == 0 ? Fixed : new SlopeSettings { LearnFor = TimeSpan.FromDays(daysOfLearning) }));
        foreach (var (time, value) in series)
        {
            rig.Read(time, value);
            var expected = Date(time).Date < new DateTime(2014, 2, 18) ? WarningTier.None
                : Date(time).Date < new DateTime(2014, 2, 19) ? WarningTier.Orange : WarningTier.Red;
            rig.Tier.ShouldBe(expected, $"{Date(time):s}");
        }

        rig.Warnings.Select(w => w.To).ShouldBe([WarningTier.Orange, WarningTier.Red]);
        rig.Transitions.ShouldNotContain(t => t.Kind == ConditionKind.SlopeStep);
    }

    [Fact]
    public void With_the_noise_of_only_the_first_thirty_days_the_prism_is_a_day_later_and_still_red_four_days_before_the_failure()
    {
        // The first 30 days scatter more (sigma 5.3 to 5.9 mm instead of 4.84), so 17 February is not significant.
        var rig = new SlopeRig(Of("31-2007")[0].Time, SlopeRig.Pack(new SlopeSettings())).Read(Of("31-2007"));
        var first = rig.Warnings[0];
        Date(first.EventTime).Date.ShouldBe(new DateTime(2014, 2, 19));
        first.To.ShouldBe(WarningTier.Red);
    }

    [Fact]
    public void The_orange_of_18_February_says_velocity_gate_forecast_and_fit_in_both_languages()
    {
        var rig = new SlopeRig(Of("31-2007")[0].Time, SlopeRig.Pack(Fixed)).Read(Of("31-2007").Where(p => Date(p.Time) < new DateTime(2014, 2, 19)));
        var text = rig.Transitions.Single(t => t.Tier == WarningTier.Orange).Reason.Text;
        text.En.ShouldContain("time to failure 1.47 d by inverse velocity, within 7 d");
        text.En.ShouldContain("velocity 6.17 mm/d, 3 sigma 3.53 mm/d, significant, 6 samples");
        text.En.ShouldContain("2014-02-20 07:30 UTC, fit R2 1, 4 points");
        text.Zh.ShouldContain("反速度法预测距破坏还有 1.47 天，不超过 7 天");
        text.Zh.ShouldContain("速率 6.17 mm/d，3 倍标准差 3.53 mm/d，显著");
    }

    [Fact]
    public void Prism_40_1938_gives_a_step_at_once_and_no_forecast()
    {
        var series = Of("40-1938");
        var rig = new SlopeRig(series[0].Time, SlopeRig.Pack(Fixed)).Read(series);
        rig.Tier.ShouldBe(WarningTier.Orange);
        var first = rig.Transitions[0];
        first.Kind.ShouldBe(ConditionKind.SlopeStep);
        first.Event.ShouldBe(AlarmEvent.Raised);
        Date(first.EventTime).ShouldBe(new DateTime(2014, 2, 16, 23, 18, 0));
        first.Reason.Text.En.ShouldContain("verify on site at once");
        rig.Transitions.ShouldAllBe(t => t.Kind == ConditionKind.SlopeStep);
    }

    [Fact]
    public void The_step_of_40_1938_is_confirmed_by_the_third_sample_and_begins_the_window_anew()
    {
        var window = new SlopeWindow(Fixed);
        foreach (var (time, value) in Of("40-1938"))
        {
            window.Take(new Sample(value, Core.Measurements.Quality.Good, default, time, time));
        }

        window.Outcome.ShouldBe(TrackOutcome.Step);
        window.StepSize.ShouldBe(231, 10);
        window.Assessment.HasForecast.ShouldBeFalse();
        window.Assessment.Refusal.ShouldBe(ForecastRefusal.StepInWindow);
    }

    [Fact]
    public void Prism_31_2004_never_gets_red()
    {
        var series = Of("31-2004");
        var rig = new SlopeRig(series[0].Time, SlopeRig.Pack(new SlopeSettings())).Read(series);
        rig.Warnings.ShouldAllBe(w => w.To < WarningTier.Red);
    }

    [Fact]
    public void Prism_31_2006_gives_blue_at_most()
    {
        var series = Of("31-2006");
        var rig = new SlopeRig(series[0].Time, SlopeRig.Pack(new SlopeSettings())).Read(series);
        rig.Warnings.ShouldAllBe(w => w.To <= WarningTier.Blue);
    }
}
