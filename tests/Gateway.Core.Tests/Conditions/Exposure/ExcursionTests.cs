using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Exposure;

public sealed class ExcursionTests
{
    private const double Hour = 3600;

    private static readonly Excursion s_peak = new()
    {
        Id = "peak", Tier = WarningTier.Orange, Basis = Basis, Twa = 10,
        Shifts = new ShiftCalendar([TimeSpan.FromHours(8), TimeSpan.FromHours(20)], TimeSpan.FromHours(8)),
    };

    private static readonly Ceiling s_mac = new() { Id = "mac", Tier = WarningTier.Orange, Basis = Basis, Limit = 10, Deadband = 1 };

    [Theory]
    [InlineData(29.9, Normal)]
    [InlineData(30, Normal)]
    [InlineData(49.9, Normal)]
    [InlineData(50, Abnormal)]
    public void No_peak_may_reach_five_times_the_average(double value, ConditionVerdict verdict) =>
        new Judging(s_peak).Give(0, value).ShouldBe(verdict);

    [Fact]
    public void One_peak_may_last_a_quarter_of_an_hour()
    {
        var judging = new Judging(s_peak);
        judging.Give(0, 900, 10, _ => 30).ShouldBe(Normal);
        judging.Give(901, 30).ShouldBe(Abnormal);
        judging.Give(902, 30, Quality.CommunicationFailure).ShouldBe(Hold);
        judging.Give(903, 20, Quality.Uncertain).ShouldBe(Hold);
        judging.Give(904, 29.9).ShouldBe(Normal);
    }

    [Fact]
    public void A_gap_does_not_end_a_peak()
    {
        var judging = new Judging(s_peak);
        judging.Give(0, 100, 10, _ => 40).ShouldBe(Normal);
        judging.Give(1000, 40).ShouldBe(Abnormal);
    }

    [Theory]
    [InlineData(3599, Abnormal)]
    [InlineData(3600, Normal)]
    public void Peaks_are_an_hour_apart(double pause, ConditionVerdict verdict)
    {
        var judging = new Judging(s_peak);
        judging.Give(0, 40);
        judging.Give(60, 0);
        judging.Give(60 + pause, 40).ShouldBe(verdict);
    }

    [Fact]
    public void A_shift_may_have_four_peaks()
    {
        var judging = new Judging(s_peak);
        for (var peak = 0; peak < 6; peak++)
        {
            // The shift of twelve hours begins at second 0; the sixth peak falls into the next one.
            var at = peak < 5 ? peak * 2 * Hour : 12 * Hour;
            judging.Give(at, 40).ShouldBe(peak == 4 ? Abnormal : Normal, $"peak {peak + 1}");
            judging.Give(at + 60, 0).ShouldBe(Normal);
        }
    }

    [Fact]
    public void Without_shifts_the_last_eight_hours_count()
    {
        var judging = new Judging(s_peak with { Shifts = ShiftCalendar.Rolling });
        for (var peak = 0; peak < 6; peak++)
        {
            // The fifth begins 7.2 h after the first, the sixth 8.1 h after the second.
            var at = peak < 5 ? peak * 1.8 * Hour : (1.8 + 8.1) * Hour;
            judging.Give(at, 40).ShouldBe(peak == 4 ? Abnormal : Normal, $"peak {peak + 1}");
            judging.Give(at + 60, 0).ShouldBe(Normal);
        }
    }

    [Fact]
    public void Judges_on_after_a_restart_as_if_nothing_had_happened()
    {
        var samples = Enumerable.Range(0, 4000).Select(i => (i * 30.0, i % 130 < 20 + (i / 400) ? 40.0 : 5.0, Quality.Good)).ToList();
        Judging.SurvivesRestarts(s_peak, samples, every: 7);
    }

    [Fact]
    public void The_text_says_which_rule_was_broken()
    {
        var point = Point() with { Unit = "mg/m3" };
        Judging.Sentence(s_peak, point, [(0, 55)]).En.ShouldContain("peak exposure 55 mg/m3 (3 x PC-TWA is 30 mg/m3): 5 x PC-TWA (50 mg/m3) may never be reached");
        Judging.Sentence(s_peak, point, [(0, 40), (901, 40)]).En.ShouldContain("it lasts longer than 15 min");
        Judging.Sentence(s_peak, point, [(0, 40), (60, 0), (120, 40)]).Zh.ShouldContain("距上一次峰接触不足 60 分钟");
    }

    [Theory]
    [InlineData(9.99, Quality.Good, Normal)]
    [InlineData(10, Quality.Good, Abnormal)]
    [InlineData(10, Quality.Uncertain, Abnormal)]
    [InlineData(9, Quality.Uncertain, Hold)]
    [InlineData(20, Quality.Bad, Hold)]
    public void A_ceiling_is_never_to_be_reached(double value, Quality quality, ConditionVerdict verdict) =>
        new Judging(s_mac).Give(0, value, quality).ShouldBe(verdict);

    [Fact]
    public void The_ceiling_says_that_it_is_one() =>
        Judging.Sentence(s_mac, Point() with { Unit = "mg/m3" }, [(0, 12)]).En
            .ShouldContain("maximum allowable concentration (MAC, never to be exceeded): now 12 mg/m3, at or above the limit 10 mg/m3 (area estimate)");
}
