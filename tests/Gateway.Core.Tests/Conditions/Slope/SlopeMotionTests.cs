using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.State;
using Gateway.Core.Tests.Slopes;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;

namespace Gateway.Core.Tests.Conditions.Slope;

public sealed class SlopeMotionTests
{
    private static readonly SlopeSettings Hourly = new() { Window = TimeSpan.FromDays(1), V0 = 1, Noise = 0.5 };

    private static readonly SlopeMotion TenADay = SlopeRig.Motion(WarningTier.Orange, new SlopeCriteria { VelocityAbove = 10 }, Hourly);

    private static ConditionVerdict Judge(SlopeMotion condition, ref ConditionMemory memory, double hour, double value, Quality quality = Quality.Good)
    {
        var time = SlopeData.Start + (long)(hour * TimeSpan.TicksPerHour);
        return condition.Judge(new Sample(value, quality, DetectorFlags.None, time, time), ref memory);
    }

    private static ConditionMemory After(SlopeMotion condition, int hours, Func<double, double> displacement)
    {
        var memory = condition.Begin(SlopeData.Start);
        for (var hour = 0; hour <= hours; hour++)
        {
            Judge(condition, ref memory, hour, displacement(hour));
        }

        return memory;
    }

    [Theory]
    [InlineData(9.99, Normal)]
    [InlineData(10.01, Abnormal)]
    public void A_velocity_at_the_limit_trips(double perDay, ConditionVerdict expected)
    {
        var memory = After(TenADay, 48, h => perDay * h / 24);
        Judge(TenADay, ref memory, 49, perDay * 49 / 24).ShouldBe(expected);
    }

    [Fact]
    public void Until_there_are_four_samples_nothing_is_proved()
    {
        var memory = TenADay.Begin(SlopeData.Start);
        Enumerable.Range(0, 4).Select(h => Judge(TenADay, ref memory, h, 0)).ToArray().ShouldBe([Hold, Hold, Hold, Normal]);
    }

    [Fact]
    public void It_clears_only_a_fifth_below_the_limit()
    {
        // 12 mm/d for two days, then slower for long enough that the window has forgotten.
        ConditionVerdict Afterwards(double perDay)
        {
            var memory = After(TenADay, 48, h => 12 * h / 24);
            var last = Hold;
            for (var hour = 49; hour < 100; hour++)
            {
                last = Judge(TenADay, ref memory, hour, 24 + (perDay * (hour - 48) / 24));
            }

            return last;
        }

        Afterwards(8.1).ShouldBe(Abnormal);
        Afterwards(7.9).ShouldBe(Normal);
    }

    [Fact]
    public void The_reason_tells_of_the_window_that_decided_not_only_of_the_slow_one()
    {
        var radar = SlopeRig.Motion(WarningTier.Red, new SlopeCriteria { VelocityAbove = 50 },
            new SlopeSettings { Window = TimeSpan.FromHours(12), ShortWindows = [TimeSpan.FromHours(1)], Every = TimeSpan.FromMinutes(5), V0 = 1, Noise = 0.1 });
        var memory = radar.Begin(SlopeData.Start);
        for (var minute = 0; minute <= 1460; minute += 5)
        {
            Judge(radar, ref memory, minute / 60.0, Math.Max(0, minute - 1440) * 0.2);
        }

        var text = radar.Describe(new Point { Index = 0, Id = "p", Name = new("点", "p"), Unit = "mm" }, default, memory, AlarmEvent.Raised);
        text.En.ShouldContain("(window 1 h) (3 sigma ");
        text.En.ShouldContain("counts, 13 samples in that window; decision window velocity ");
        text.Zh.ShouldContain("（窗口 1 小时）（该窗口 3σ ");
    }

    [Theory]
    [InlineData(Quality.SensorFailure)]
    [InlineData(Quality.LastKnown)]
    public void A_bad_value_proves_nothing_and_is_not_kept(Quality quality)
    {
        var memory = After(TenADay, 48, _ => 0);
        Judge(TenADay, ref memory, 49, 500, quality).ShouldBe(Hold);
        Judge(TenADay, ref memory, 50, 0).ShouldBe(Normal);
    }

    [Fact]
    public void Uncertain_values_may_raise_and_never_clear()
    {
        var memory = After(TenADay, 48, h => 12 * h / 24);
        Judge(TenADay, ref memory, 49, 24.5, Quality.Uncertain).ShouldBe(Abnormal);
        memory = After(TenADay, 48, _ => 0);
        Judge(TenADay, ref memory, 49, 0, Quality.Uncertain).ShouldBe(Hold);
    }

    [Fact]
    public void Falling_values_are_the_motion_where_the_line_of_sight_shortens()
    {
        var falling = TenADay with { Motion = Hourly with { Falling = true } };
        var memory = After(falling, 48, h => -12 * h / 24);
        Judge(falling, ref memory, 49, -24.5).ShouldBe(Abnormal);
        memory = After(TenADay, 48, h => -12 * h / 24);
        Judge(TenADay, ref memory, 49, -24.5).ShouldBe(Normal);
    }

    [Fact]
    public void A_short_window_sees_a_fast_slide_hours_before_the_long_one()
    {
        var red = new SlopeCriteria { VelocityAbove = 50 };
        static double Slide(double hour) => hour < 48 ? 0 : 5 * (hour - 48);
        int FirstHour(SlopeMotion condition)
        {
            var memory = condition.Begin(SlopeData.Start);
            return Enumerable.Range(0, 120).First(h => Judge(condition, ref memory, h, Slide(h)) == Abnormal);
        }

        var settings = new SlopeSettings { Window = TimeSpan.FromDays(5), V0 = 1, Noise = 0.5 };
        var alone = FirstHour(SlopeRig.Motion(WarningTier.Red, red, settings));
        var both = FirstHour(SlopeRig.Motion(WarningTier.Red, red, settings with { ShortWindows = [TimeSpan.FromHours(6)] }));
        both.ShouldBeLessThanOrEqualTo(53);
        alone.ShouldBeGreaterThan(both + 6);
    }

    [Fact]
    public void Fast_data_are_averaged_to_the_cadence_and_allocate_nothing()
    {
        var random = new Random(5);
        var learning = TenADay with { Motion = Hourly with { V0 = null, Noise = null, LearnFor = TimeSpan.FromDays(2) } };
        var memory = learning.Begin(SlopeData.Start);
        var noise = Enumerable.Range(0, 3600).Select(_ => 2 * random.Normal()).ToArray();
        Judge(learning, ref memory, -1, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50_000; i++)
        {
            // Each 10 s: 360 samples an hour.
            Judge(learning, ref memory, i / 360.0, (12 * i / 8640.0) + noise[i % 3600]);
        }

        GC.GetAllocatedBytesForCurrentThread().ShouldBe(before);
        var assessment = SlopeMotion.AssessmentOf(memory);
        assessment.Velocity.Count.ShouldBeInRange(23, 25);
        assessment.Velocity.Value.ShouldBe(12, 0.3);
        assessment.Noise.ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Equal_settings_make_equal_conditions()
    {
        SlopeMotion Make() => SlopeRig.Motion(
            WarningTier.Red, new SlopeCriteria { VelocityAbove = 50 }, new SlopeSettings { ShortWindows = [TimeSpan.FromHours(6), TimeSpan.FromHours(24)] });
        Make().ShouldBe(Make());
    }

    [Fact]
    public void An_alarm_standing_from_before_a_restart_without_memory_is_not_cleared_by_the_first_samples()
    {
        var memory = TenADay.Begin(SlopeData.Start);
        memory.Tripped = true;
        Enumerable.Range(0, 3).ShouldAllBe(h => Judge(TenADay, ref memory, h, 0) == Hold);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(333)]
    public void Saved_and_loaded_at_any_sample_it_judges_on_identically(int at)
    {
        var random = new Random(at);
        var condition = SlopeRig.Motion(
            WarningTier.Orange, new SlopeCriteria { VelocityAbove = 6, ForecastWithin = TimeSpan.FromDays(7) },
            new SlopeSettings { Window = TimeSpan.FromDays(1), LearnFor = TimeSpan.FromDays(6), ShortWindows = [TimeSpan.FromHours(6)] });
        var (kept, reloaded) = (condition.Begin(SlopeData.Start), condition.Begin(SlopeData.Start));
        for (var i = 0; i < 500; i++)
        {
            // A step in the middle, and some hours with many samples.
            var (hour, value) = (i % 50 < 40 ? i : i + 0.3, (i > 250 ? 90 : 0) + (0.02 * i * i / 50) + random.Normal());
            var expected = Judge(condition, ref kept, hour, value);
            Judge(condition, ref reloaded, hour, value).ShouldBe(expected);
            SlopeMotion.AssessmentOf(reloaded).ShouldBe(SlopeMotion.AssessmentOf(kept));
            if (i >= at && i < at + 3)
            {
                reloaded = reloaded with { Window = Copy(condition, reloaded.Window!) };
            }
        }
    }

    [Fact]
    public void A_clock_set_back_moves_the_window_along()
    {
        var memory = After(TenADay, 48, h => 12 * h / 24);
        var before = SlopeMotion.AssessmentOf(memory);
        memory.Window!.ShiftClock(-TimeSpan.TicksPerDay);
        SlopeMotion.AssessmentOf(memory).ShouldBe(before with { Time = before.Time - TimeSpan.TicksPerDay });
        Judge(TenADay, ref memory, 25, 24.5).ShouldBe(Abnormal);
    }

    [Fact]
    public void Damaged_state_is_refused_and_not_taken_for_samples()
    {
        var writer = new StateWriter();
        After(TenADay, 48, h => h).Window!.Save(writer);
        var bytes = writer.Written.ToArray();
        for (var length = 0; length < bytes.Length; length += 97)
        {
            var cut = length;
            Should.Throw<InvalidDataException>(() => Load(bytes.AsSpan(0, cut)));
        }
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_judged_on_with_but_never_break_the_judging()
    {
        var random = new Random(11);
        var writer = new StateWriter();
        After(TenADay, 48, h => h).Window!.Save(writer);
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            var bytes = writer.Written.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var window = new SlopeWindow(TenADay.Motion);
            var reader = new StateReader(bytes);
            try
            {
                window.Load(ref reader);
            }
            catch (InvalidDataException)
            {
                refused++;
                continue;
            }

            var memory = new ConditionMemory { Window = window };
            Enumerable.Range(49, 5).ShouldAllBe(h => Enum.IsDefined(Judge(TenADay, ref memory, h, h)));
        }

        refused.ShouldBeInRange(1, 299);
    }

    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        SlopeRuleValidator.Validate(Hourly).ShouldBeEmpty();
        SlopeRuleValidator.Validate(new SlopeSettings()).ShouldBeEmpty();
        var wrong = new SlopeSettings { Every = TimeSpan.Zero, ForecastPoints = 3, LeastR2 = double.NaN, V0 = -1, ShortWindows = [TimeSpan.FromDays(9)] };
        SlopeRuleValidator.Validate(wrong).Select(e => e.Path).ShouldBe(["every", "forecastPoints", "leastR2", "v0", "shortWindows[0]"]);
        SlopeRuleValidator.Validate(new SlopeCriteria()).Single().AllowedEn.ShouldBe("at least one criterion");
        SlopeRuleValidator.Validate(new SlopeCriteria { AngleAbove = 90, VelocityAbove = 0 }).Select(e => e.Path).ShouldBe(["velocityAbove", "angleAbove"]);
    }

    private static SlopeWindow Copy(SlopeMotion condition, ConditionWindow window)
    {
        var writer = new StateWriter();
        window.Save(writer);
        var copy = new SlopeWindow(condition.Motion);
        var reader = new StateReader(writer.Written);
        copy.Load(ref reader);
        reader.IsEmpty.ShouldBeTrue();
        return copy;
    }

    private static void Load(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        new SlopeWindow(TenADay.Motion).Load(ref reader);
    }
}
