using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Tests.Slopes;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;

namespace Gateway.Core.Tests.Conditions.Slope;

public sealed class RainLimitTests
{
    private static readonly RainLimit Day = new()
    {
        Id = "blue-rain", Tier = WarningTier.Blue, Window = TimeSpan.FromHours(24), Limit = 50, Basis = new RuleBasis("rain", "1", "", null),
    };

    private static ConditionVerdict Judge(RainLimit condition, ref ConditionMemory memory, double hour, double value, Quality quality = Quality.Good)
    {
        var time = SlopeData.Start + (long)(hour * TimeSpan.TicksPerHour);
        return condition.Judge(new Sample(value, quality, DetectorFlags.None, time, time), ref memory);
    }

    [Fact]
    public void The_sum_of_the_window_trips_at_the_limit_and_clears_when_it_is_old()
    {
        var memory = Day.Begin(SlopeData.Start);
        for (var hour = 0; hour < 4; hour++)
        {
            Judge(Day, ref memory, hour, 10).ShouldBe(Normal);
        }

        Judge(Day, ref memory, 4, 10).ShouldBe(Abnormal);
        memory.First.ShouldBe(50);
        Judge(Day, ref memory, 23.9, 0).ShouldBe(Abnormal);
        Judge(Day, ref memory, 24.5, 0).ShouldBe(Normal);
        memory.First.ShouldBe(40);
    }

    [Fact]
    public void A_counter_that_begins_anew_loses_no_rain()
    {
        var condition = Day with { Counter = true };
        var memory = condition.Begin(SlopeData.Start);
        foreach (var (hour, value) in new (double, double)[] { (0, 930), (1, 940), (2, 960), (3, 5), (4, 25) })
        {
            Judge(condition, ref memory, hour, value);
        }

        memory.First.ShouldBe(10 + 20 + 5 + 20);
        memory.Tripped.ShouldBeTrue();
    }

    [Fact]
    public void Doubtful_rain_may_raise_and_never_clears_and_bad_rain_counts_nothing()
    {
        var memory = Day.Begin(SlopeData.Start);
        Judge(Day, ref memory, 0, 60, Quality.SensorFailure).ShouldBe(Hold);
        Judge(Day, ref memory, 1, 60, Quality.Uncertain).ShouldBe(Abnormal);
        Judge(Day, ref memory, 40, 0, Quality.Uncertain).ShouldBe(Hold);
        Judge(Day, ref memory, 41, 0).ShouldBe(Normal);
    }

    [Fact]
    public void The_sum_is_never_below_and_hardly_above_the_exact_one_also_over_a_restart()
    {
        var random = new Random(3);
        var memory = Day.Begin(SlopeData.Start);
        var fallen = new List<(double Hour, double Rain)>();
        var hour = 0.0;
        for (var i = 0; i < 3000; i++)
        {
            hour += random.NextDouble() * 0.4;
            fallen.Add((hour, random.NextDouble()));
            Judge(Day, ref memory, hour, fallen[^1].Rain);
            var slack = 24.0 / 96 * 2;
            memory.First.ShouldBeGreaterThanOrEqualTo(fallen.Where(f => f.Hour > hour - 24).Sum(f => f.Rain) - 1e-9);
            memory.First.ShouldBeLessThanOrEqualTo(fallen.Where(f => f.Hour > hour - 24 - slack).Sum(f => f.Rain) + 1e-9);
            memory.Window = i % 100 == 0 ? Copy(memory.Window!) : memory.Window;
        }
    }

    private static RainWindow Copy(ConditionWindow window)
    {
        var writer = new StateWriter();
        window.Save(writer);
        var copy = new RainWindow(Day.Window);
        var reader = new StateReader(writer.Written);
        copy.Load(ref reader);
        return copy;
    }
}
