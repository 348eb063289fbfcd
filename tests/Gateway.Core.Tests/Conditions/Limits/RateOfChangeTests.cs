using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Limits;

public sealed class RateOfChangeTests
{
    private static RateOfChange Rate(double limit, RateDirection direction = RateDirection.Rise) => new()
    {
        Id = "rate", Tier = WarningTier.Yellow, Basis = Basis, Window = TimeSpan.FromMinutes(5), Limit = limit, Direction = direction,
    };

    [Theory]
    [InlineData(1.999, Normal)]
    [InlineData(2.001, Abnormal)]
    public void A_ramp_has_its_own_slope_in_units_per_minute(double perMinute, ConditionVerdict verdict) =>
        new Judging(Rate(2)).Give(0, 400, 1, t => 7 + (perMinute * t / 60)).ShouldBe(verdict);

    [Theory]
    [InlineData(RateDirection.Rise, 3, Abnormal)]
    [InlineData(RateDirection.Rise, -3, Normal)]
    [InlineData(RateDirection.Fall, 3, Normal)]
    [InlineData(RateDirection.Fall, -3, Abnormal)]
    [InlineData(RateDirection.Either, 3, Abnormal)]
    [InlineData(RateDirection.Either, -3, Abnormal)]
    public void Looks_only_the_way_it_is_told(RateDirection direction, double perMinute, ConditionVerdict verdict) =>
        new Judging(Rate(2, direction)).Give(0, 400, 10, t => perMinute * t / 60).ShouldBe(verdict);

    [Fact]
    public void Holds_until_there_are_enough_samples_over_half_of_the_window()
    {
        var judging = new Judging(Rate(2));
        judging.Give(0, 140, 10, t => t).ShouldBe(Hold);
        judging.Give(150, 150).ShouldBe(Abnormal);
        var few = new Judging(Rate(2));
        few.Give(0, 180, 60, t => t).ShouldBe(Hold);
        few.Give(240, 240).ShouldBe(Abnormal);
    }

    [Fact]
    public void Doubtful_values_raise_and_never_clear()
    {
        var judging = new Judging(Rate(2));
        judging.Give(0, 290, 10, t => t);
        judging.Give(300, 300, Quality.Uncertain).ShouldBe(Abnormal);
        judging.Give(310, 310, Quality.CommunicationFailure).ShouldBe(Hold);
        var calm = new Judging(Rate(2));
        calm.Give(0, 290, 10, _ => 5);
        calm.Give(300, 5, Quality.Uncertain).ShouldBe(Hold);
        calm.Give(310, double.NaN).ShouldBe(Hold);
    }

    [Fact]
    public void A_slope_the_noise_could_make_does_not_trip_where_significance_is_asked()
    {
        var random = new Random(7);
        var noise = Enumerable.Range(0, 401).Select(_ => random.NextDouble() - 0.5).ToArray();
        var strict = Rate(0.01) with { Significance = 4 };
        var lax = new Judging(Rate(0.01));
        var judging = new Judging(strict);
        var (raised, laxRaised) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            raised += judging.Give(i, noise[i]) == Abnormal ? 1 : 0;
            laxRaised += lax.Give(i, noise[i]) == Abnormal ? 1 : 0;
        }

        raised.ShouldBe(0);
        laxRaised.ShouldBeGreaterThan(0);
        new Judging(strict).Give(0, 400, 1, t => t + noise[(int)t]).ShouldBe(Abnormal);
        new Judging(strict with { Noise = 1e6 }).Give(0, 400, 1, t => t).ShouldBe(Normal);
    }

    [Fact]
    public void End_points_see_the_change_only()
    {
        var ends = Rate(2) with { Method = RateMethod.EndPoints };
        new Judging(ends).Give(0, 300, 10, t => t < 295 ? 0 : 10).ShouldBe(Abnormal);
        new Judging(ends).Give(0, 300, 10, t => t < 295 ? 0 : 9.9).ShouldBe(Normal);
    }

    [Fact]
    public void The_sliding_line_is_that_of_a_naive_regression()
    {
        Prop.ForAll(Gen.Choose(1, 100_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var window = TimeSpan.FromMinutes(5);
            var limit = (random.NextDouble() * 4) - 2;
            var judging = new Judging(Rate(limit));
            var kept = new List<(double T, double X)>();
            var (time, value) = (0.0, 1000.0);
            for (var i = 0; i < 600; i++)
            {
                time += 1.25 * random.Next(1, 9);
                value += (random.NextDouble() - 0.5) * 3;
                kept.Add((time, value));
                kept.RemoveAll(s => s.T < time - window.TotalSeconds);
                var verdict = judging.Give(time, value);
                var slope = 60 * Slope(kept);
                if (kept.Count >= 5 && time - kept[0].T >= 150 && Math.Abs(slope - limit) > 1e-8)
                {
                    verdict.ShouldBe(slope >= limit ? Abnormal : Normal, $"seed {seed}, sample {i}, slope {slope}, limit {limit}");
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Judges_on_after_a_restart_as_if_nothing_had_happened()
    {
        var random = new Random(3);
        var samples = Enumerable.Range(0, 1500).Select(i => (i * 0.7, 10 * Math.Sin(i / 90.0) + random.NextDouble(), Quality.Good)).ToList();
        Judging.SurvivesRestarts(Rate(2), samples, every: 37);
    }

    [Fact]
    public void Keeps_its_slope_when_the_source_clock_is_set()
    {
        var judging = new Judging(Rate(2));
        judging.Give(0, 300, 10, t => t / 20);
        judging.ShiftClock(-200);
        judging.Give(110, 310 / 20.0).ShouldBe(Abnormal);
    }

    [Fact]
    public void The_sentence_names_the_rate()
    {
        var text = Judging.Sentence(Rate(2), Point(), Enumerable.Range(0, 31).Select(i => (i * 10.0, i * 0.5)));
        text.En.ShouldContain("rate of rise over 5 min 3 %LEL/min, at or above the limit 2 %LEL/min (16 samples, value now 7.5 %LEL)");
        text.Zh.ShouldContain("5 分钟内的上升速率 3 %LEL/min，达到或超过限值 2 %LEL/min");
    }

    private static double Slope(List<(double T, double X)> samples)
    {
        var (t, x) = (samples.Average(s => s.T), samples.Average(s => s.X));
        return samples.Sum(s => (s.T - t) * (s.X - x)) / samples.Sum(s => (s.T - t) * (s.T - t));
    }
}
