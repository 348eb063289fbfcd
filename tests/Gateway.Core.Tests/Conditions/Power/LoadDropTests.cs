using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;
using static Gateway.Core.Tests.Conditions.Power.PowerSite;

namespace Gateway.Core.Tests.Conditions.Power;

/// <summary>Day 0 is a Thursday, day 2 a Saturday.</summary>
public sealed class LoadDropTests
{
    private static readonly LoadDrop s_drop = new() { Id = "drop", Tier = WarningTier.Yellow, Basis = Basis, Calendar = Calendar };

    private static double At(Func<double, double> power, LoadDrop? condition = null, int days = 1) =>
        new Judging(condition ?? s_drop).Run(0, days * Day, power).FirstAbnormal();

    [Theory]
    [InlineData(21, false)]
    [InlineData(19, true)]
    public void A_fall_by_more_than_four_fifths_that_stays_two_quarters_is_abnormal(double left, bool abnormal) =>
        At(t => t >= 11 * Hour && t < 15 * Hour ? left : 100).ShouldBe(abnormal ? 11.5 * Hour : double.NaN);

    [Fact]
    public void A_fall_in_the_middle_of_a_quarter_counts() =>
        At(t => t >= (11 * Hour) + 450 ? 5 : 100).ShouldBe(11.75 * Hour);

    [Fact]
    public void A_short_or_slow_fall_is_no_drop()
    {
        At(t => t is >= 11 * Hour and < 11.25 * Hour ? 5 : 100).ShouldBe(double.NaN);
        At(t => t < 9 * Hour ? 100 : Math.Max(5, 100 - ((t - (9 * Hour)) / Quarter * 15)), s_drop with { LeastLoad = 40 }).ShouldBe(double.NaN);
    }

    [Fact]
    public void The_end_of_work_a_rest_day_and_an_announced_outage_are_no_accident()
    {
        At(Usual, days: 8).ShouldBe(double.NaN);
        At(t => t < (2 * Day) + (11 * Hour) ? 100 : 5, days: 3).ShouldBe(double.NaN);
        At(t => t is >= 11 * Hour and < 15 * Hour ? 5 : 100, s_drop with { Excluded = [From(11 * Hour, 15 * Hour)] }).ShouldBe(double.NaN);
        At(t => t >= 11 * Hour ? 0.1 : 1, s_drop with { LeastLoad = 10 }).ShouldBe(double.NaN);
    }

    [Fact]
    public void It_is_over_when_the_load_is_back_or_the_day_is()
    {
        var back = new Judging(s_drop);
        back.Run(0, 12 * Hour, t => t >= 11 * Hour ? 5 : 100)[^1].Verdict.ShouldBe(Abnormal);
        back.Run(12 * Hour, 13 * Hour, _ => 60)[^1].Verdict.ShouldBe(Normal);
        var night = new Judging(s_drop);
        night.Run(0, Day, t => t >= 11 * Hour ? 5 : 100)[^1].Verdict.ShouldBe(Abnormal);
        night.Run(Day, Day + Hour, _ => 5)[^1].Verdict.ShouldBe(Normal);
    }

    [Fact]
    public void A_loss_of_the_meter_is_no_drop_of_the_load()
    {
        var judging = new Judging(s_drop);
        judging.Run(0, 11 * Hour, _ => 100);
        judging.Run(13 * Hour, 14 * Hour, _ => 5).FirstAbnormal().ShouldBe(double.NaN);
    }

    [Fact]
    public void Judges_on_after_a_restart_as_if_nothing_had_happened()
    {
        var samples = Enumerable.Range(0, 600).Select(i => (i * 300.0, i % 60 > 45 ? 5.0 : 100, Quality.Good)).ToList();
        Judging.SurvivesRestarts(s_drop, samples, every: 1);
    }

    [Fact]
    public void The_text_names_the_load_before_and_after()
    {
        var samples = Enumerable.Range(0, 288).Select(i => (i * 300.0, i * 300.0 >= 11 * Hour ? 5.0 : 100));
        Judging.Sentence(s_drop, Point() with { Unit = "kW", Range = null }, samples).En
            .ShouldContain("suspected accident or trip: power in production hours fell from 100 kW to 5 kW, by more than 80 %");
    }
}
