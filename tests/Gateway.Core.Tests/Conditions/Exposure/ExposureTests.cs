using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Exposure;

/// <summary>
/// Closed forms to 1e-9: what an exposure comes to is seen by the limits just below and just above it.
/// </summary>
public sealed class ExposureTests
{
    private const double Minute = 60;
    private const double Hour = 3600;

    // 1 January 2026 00:00 UTC is 08:00 in China: a shift begins at second 0.
    private static readonly ShiftCalendar s_shifts = new([TimeSpan.FromHours(0), TimeSpan.FromHours(8), TimeSpan.FromHours(16)], TimeSpan.FromHours(8));

    private static ShortTermExposure Stel(double limit) => new() { Id = "stel", Tier = WarningTier.Orange, Basis = Basis, Limit = limit };

    private static TimeWeightedAverage Twa(double limit, bool shifts = true) => new()
    {
        Id = "twa", Tier = WarningTier.Yellow, Basis = Basis, Limit = limit, Shifts = shifts ? s_shifts : ShiftCalendar.Rolling,
    };

    private static void Comes(Func<double, Condition> condition, double to, double until, double step, Func<double, double> value)
    {
        new Judging(condition(to * (1 - 1e-9))).Give(0, until, step, value).ShouldBe(Abnormal, $"comes to less than {to}");
        new Judging(condition(to * (1 + 1e-9))).Give(0, until, step, value).ShouldBe(Normal, $"comes to more than {to}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.2)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_constant_is_its_own_exposure(double step)
    {
        Comes(Stel, 30, step * Math.Round(20 * Minute / step), step, _ => 30);
        Comes(l => Twa(l, shifts: false), 20, step * Math.Round(9 * Hour / step), step, _ => 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0.2)]
    public void A_ramp_comes_to_its_middle(double step) =>
        Comes(Stel, (30 * Minute / 10) - (7.5 * Minute / 10), 30 * Minute, step, t => t / 10);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0.2)]
    public void A_step_counts_for_its_time_of_the_window(double step)
    {
        // 20 min at 6, then 5 min at 90 with a jump of one sample step: trapezoid gives half a step at the middle.
        var high = (5 * Minute) + (step / 2);
        Comes(Stel, ((90 * high) + (6 * ((15 * Minute) - high))) / (15 * Minute), 25 * Minute, step, t => t < (20 * Minute) - (step / 2) ? 6 : 90);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void Half_a_shift_at_a_level_comes_to_half_of_it(double step)
    {
        var high = (4 * Hour) + (step / 2);
        Comes(l => Twa(l), 40 * high / (8 * Hour), (8 * Hour) - step, step, t => t <= 4 * Hour ? 40 : 0);
    }

    [Fact]
    public void A_long_shift_is_related_to_eight_hours()
    {
        var shifts = new ShiftCalendar([TimeSpan.FromHours(8), TimeSpan.FromHours(20)], TimeSpan.FromHours(8));
        Comes(l => Twa(l) with { Shifts = shifts }, 20 * 11.0 / 8, 11 * Hour, 10, _ => 20);
    }

    [Fact]
    public void A_new_shift_begins_at_nothing()
    {
        var judging = new Judging(Twa(20));
        judging.Give(0, (8 * Hour) - 1, 1, _ => 30).ShouldBe(Abnormal);
        judging.Give(8 * Hour, 30).ShouldBe(Normal);
        judging.Give((8 * Hour) + 1, (13 * Hour) + (19 * Minute), 1, _ => 30).ShouldBe(Normal);
        judging.Give((13 * Hour) + (19 * Minute) + 1, (13 * Hour) + (20 * Minute), 1, _ => 30).ShouldBe(Abnormal);
    }

    [Fact]
    public void Missing_minutes_count_as_zero_while_the_window_is_insufficient()
    {
        // Twice the limit reaches it as a lower bound after half of the window, not before.
        var judging = new Judging(Stel(30));
        judging.Give(0, 449, 1, _ => 60).ShouldBe(Hold);
        judging.Give(450, 60).ShouldBe(Abnormal);
        var slow = new Judging(Stel(30));
        slow.Give(0, 674, 1, _ => 30).ShouldBe(Hold);
        slow.Give(675, 30).ShouldBe(Abnormal);
    }

    [Fact]
    public void A_loss_of_data_never_clears()
    {
        var judging = new Judging(Stel(30));
        judging.Give(0, 900, 1, _ => 40).ShouldBe(Abnormal);
        // Ten minutes lost: the old exposure leaves the window, what came in its place is not known.
        judging.Give(1500, 0).ShouldBe(Hold);
        judging.Give(1501, 2170, 1, _ => 0).ShouldBe(Hold);
        judging.Give(2171, 2180, 1, _ => 0).ShouldBe(Normal);
    }

    [Theory]
    [InlineData(2, Abnormal)]
    [InlineData(3, Hold)]
    public void A_gap_of_two_periods_is_bridged_and_a_longer_one_is_missing(double gap, ConditionVerdict verdict)
    {
        // Every gap is of that many periods of one second: bridged all is known, else nothing is.
        var judging = new Judging(Stel(30) with { SamplePeriod = TimeSpan.FromSeconds(1) });
        judging.Give(0, 1200, gap, _ => 31).ShouldBe(verdict);
    }

    [Fact]
    public void The_period_is_learned_also_when_it_changes()
    {
        var judging = new Judging(Stel(30));
        judging.Give(0, 1200, 1, _ => 10).ShouldBe(Normal);
        judging.Give(1220, 3200, 20, _ => 10).ShouldBe(Normal);
        judging.Give(3201, 4300, 1, _ => 31).ShouldBe(Abnormal);
    }

    [Fact]
    public void Bad_values_are_missing_and_uncertain_ones_may_only_raise()
    {
        var judging = new Judging(Stel(30));
        judging.Give(0, 900, 1, _ => 10);
        judging.Give(901, 500, Quality.SensorFailure).ShouldBe(Hold);
        judging.Give(902, double.PositiveInfinity).ShouldBe(Hold);
        judging.Give(903, 10).ShouldBe(Normal);
        judging.Give(904, 10, Quality.Uncertain).ShouldBe(Hold);
        for (var t = 905; t < 1600; t++)
        {
            // Of the 900 s the 3 s of the gap are not known: 10 * (897 - n) + 60 * n - 25 = 30 * 897 at n = 359.3.
            judging.Give(t, 60, Quality.RangeExceeded).ShouldBe(t >= 1264 ? Abnormal : Hold, $"{t}");
        }
    }

    [Fact]
    public void A_huge_value_leaves_no_trace_after_it_left_the_window()
    {
        var judging = new Judging(Stel(30));
        judging.Give(0, 100, 1, _ => 31);
        judging.Give(101, 1e300);
        judging.Give(102, 1100, 1, _ => 31).ShouldBe(Abnormal);
        var below = new Judging(Stel(31 * (1 + 1e-9)));
        below.Give(0, 100, 1, _ => 31);
        below.Give(101, 1e300);
        below.Give(102, 1100, 1, _ => 31).ShouldBe(Normal);
    }

    [Fact]
    public void Sums_do_not_drift_over_weeks()
    {
        var random = new Random(1);
        var judging = new Judging(Stel(20 * (1 + 1e-9)));
        judging.Give(0, 400_000, 1, _ => random.NextDouble() * 1000);
        judging.Give(400_001, 401_000, 1, _ => 20).ShouldBe(Normal);
        var above = new Judging(Stel(20 * (1 - 1e-9)));
        above.Give(0, 400_000, 1, _ => random.NextDouble() * 1000);
        above.Give(400_001, 401_000, 1, _ => 20).ShouldBe(Abnormal);
    }

    [Theory]
    [InlineData(2, 6, 1e-9)]
    [InlineData(0.2, 3, 0.05)]
    public void The_sliding_mean_is_that_of_a_naive_recomputation(double shortest, double longest, double tolerance)
    {
        // Samples closer than 1/480 of the window share a piece: then the mean is near, bounded by what one piece can hide.
        Prop.ForAll(Gen.Choose(1, 100_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var limit = 3 + (random.NextDouble() * 4);
            var judging = new Judging(Stel(limit) with { SamplePeriod = TimeSpan.FromSeconds(6) });
            var kept = new List<(double T, double X)>();
            var (time, value) = (0.0, 5.0);
            while (time < 2500)
            {
                time = Math.Round(time + shortest + (random.NextDouble() * (longest - shortest)), 3);
                value = random.Next(10) == 0 ? random.NextDouble() * 10 : value;
                kept.Add((time, value));
                var verdict = judging.Give(time, value);
                var figure = Mean(kept, time - 900);
                if (time - kept[0].T >= 900 && Math.Abs(figure - limit) > tolerance)
                {
                    verdict.ShouldBe(figure >= limit ? Abnormal : Normal, $"seed {seed}, {time} s");
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Judges_on_after_a_restart_as_if_nothing_had_happened()
    {
        var random = new Random(11);
        var samples = Enumerable.Range(0, 6000).Where(i => i % 900 < 800)
            .Select(i => (i * 0.9, 10 + (10 * Math.Sin(i / 500.0)) + random.NextDouble(), i % 40 == 0 ? Quality.Uncertain : Quality.Good)).ToList();
        Judging.SurvivesRestarts(Stel(14), samples, every: 61);
        Judging.SurvivesRestarts(Twa(2), samples, every: 61);
        Judging.SurvivesRestarts(Twa(4, shifts: false) with { Coverage = 0.1 }, samples, every: 61);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(1.9)]
    [InlineData(2.0)]
    public void Memory_is_bounded_whatever_the_rate(double step)
    {
        var judging = new Judging(Stel(30));
        judging.Give(0, 2000, step, t => 10 + (10 * Math.Sin(t))).ShouldBe(Normal);
        var writer = new Core.State.StateWriter();
        judging.Window!.Save(writer);
        writer.Written.Length.ShouldBeLessThan(20_000);
    }

    [Fact]
    public void Rules_of_the_same_shifts_are_equal()
    {
        // A reload compares the old rule with the new one: its lists must not make it another.
        TimeWeightedAverage Make() => Twa(20) with { Shifts = new ShiftCalendar([TimeSpan.FromHours(8)], TimeSpan.FromHours(8)) };
        Make().ShouldBe(Make());
        Make().ShouldNotBe(Twa(20));
    }

    [Theory]
    [InlineData(-1, -8, 0)]
    [InlineData(0, 0, 8)]
    [InlineData(7.99, 0, 8)]
    [InlineData(8, 8, 16)]
    [InlineData(23.5, 16, 24)]
    public void A_moment_belongs_to_the_shift_that_began_last(double hour, double from, double until) =>
        s_shifts.ShiftAt(At(hour * Hour)).ShouldBe((At(from * Hour), At(until * Hour)));

    [Fact]
    public void A_damaged_state_is_refused_and_not_believed()
    {
        var writer = new Core.State.StateWriter();
        Stel(1).Begin(Start).Window!.Save(writer);
        var bytes = writer.Written.ToArray();
        bytes[^1] = 0x7F;
        Should.Throw<InvalidDataException>(() =>
        {
            var reader = new Core.State.StateReader(bytes);
            Stel(1).Begin(Start).Window!.Load(ref reader);
        });
    }

    [Fact]
    public void A_set_clock_keeps_the_exposure()
    {
        var judging = new Judging(Stel(30));
        judging.Give(0, 1000, 1, _ => 40).ShouldBe(Abnormal);
        judging.ShiftClock(-500);
        judging.Give(501, 40).ShouldBe(Abnormal);
    }

    [Fact]
    public void The_text_shows_what_is_missing_and_what_it_may_hide()
    {
        var point = Point() with { Unit = "mg/m3" };
        var young = Judging.Sentence(Stel(30), point, Enumerable.Range(0, 500).Select(t => ((double)t, 60.0)));
        young.En.ShouldContain("15 min time-weighted mean (area estimate) 30 mg/m3, at or above the limit 30 mg/m3");
        young.En.ShouldContain("only 50 % of the time was measured, insufficient: the missing 7.5 min count as 0, this is a lower bound");
        young.En.ShouldContain("estimated with the mean of the rest: 60 mg/m3; the true exposure may be higher");
        young.Zh.ShouldContain("有效数据仅 50 %，数据不足：缺测 7.5 分钟按零计，此值为下限");
        var full = Judging.Sentence(Stel(30), point, Enumerable.Range(0, 2000).Select(t => ((double)t, t < 1000 ? 5.0 : 60.0)));
        full.En.ShouldContain("the whole time was measured");
        var shift = Judging.Sentence(Twa(20), point, Enumerable.Range(0, 3000).Select(t => (t * 10.0, 40.0)));
        shift.En.ShouldContain("4 h into the shift, time-weighted average over 8 h (area estimate) 20 mg/m3, at or above the limit 20 mg/m3");
    }

    private static double Mean(List<(double T, double X)> samples, double from)
    {
        var sum = 0.0;
        for (var i = samples.Count - 1; i > 0 && samples[i].T > from; i--)
        {
            var (a, b) = (samples[i - 1], samples[i]);
            var begin = Math.Max(a.T, from);
            var first = a.X + ((b.X - a.X) * (begin - a.T) / (b.T - a.T));
            sum += (first + b.X) / 2 * (b.T - begin);
        }

        return sum / (samples[^1].T - from);
    }
}
