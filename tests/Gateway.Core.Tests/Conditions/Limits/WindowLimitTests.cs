using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Limits;

public sealed class WindowLimitTests
{
    private static WindowLimit Limit(
        double limit, WindowStatistic statistic = WindowStatistic.Mean, LimitDirection direction = LimitDirection.High) => new()
        {
            Id = "window", Tier = WarningTier.Yellow, Basis = Basis, Window = TimeSpan.FromMinutes(4), Limit = limit, Statistic = statistic,
            Direction = direction,
        };

    [Fact]
    public void The_mean_is_weighted_by_time_not_by_sample()
    {
        // 120 s at 10, then 120 s at 0 with ten times the samples: the mean is 5, that of the samples below 1.
        var judging = new Judging(Limit(4.9) with { SamplePeriod = TimeSpan.FromSeconds(10) });
        judging.Give(0, 120, 10, _ => 10);
        judging.Give(120.001, 239.001, 1, _ => 0);
        judging.Give(240, 0).ShouldBe(Abnormal);
        var above = new Judging(Limit(5.1) with { SamplePeriod = TimeSpan.FromSeconds(10) });
        above.Give(0, 120, 10, _ => 10);
        above.Give(120.001, 239.001, 1, _ => 0);
        above.Give(240, 0).ShouldBe(Normal);
    }

    [Theory]
    [InlineData(WindowStatistic.Greatest, LimitDirection.High, 10, 1, Abnormal)]
    [InlineData(WindowStatistic.Least, LimitDirection.Low, 10, 100, Abnormal)]
    [InlineData(WindowStatistic.Mean, LimitDirection.High, 10, 1, Hold)]
    [InlineData(WindowStatistic.Least, LimitDirection.High, 100, 100, Hold)]
    public void Only_what_one_value_proves_is_judged_on_a_young_window(
        WindowStatistic statistic, LimitDirection direction, double first, double then, ConditionVerdict verdict)
    {
        var judging = new Judging(Limit(10, statistic, direction));
        judging.Give(0, first);
        judging.Give(1, then).ShouldBe(verdict);
    }

    [Fact]
    public void The_least_value_reaches_a_high_limit_when_all_do()
    {
        var judging = new Judging(Limit(10, WindowStatistic.Least));
        judging.Give(0, 300, 1, t => t < 100 ? 9 : 11);
        judging.Give(301, 338, 1, _ => 11).ShouldBe(Normal);
        judging.Give(339, 342, 1, _ => 11).ShouldBe(Abnormal);
    }

    [Fact]
    public void Nothing_clears_while_the_window_is_mostly_missing()
    {
        var judging = new Judging(Limit(10));
        judging.Give(0, 300, 1, _ => 12).ShouldBe(Abnormal);
        judging.Give(480, 0).ShouldBe(Hold);
        judging.Give(481, 600, 1, _ => 0).ShouldBe(Hold);
        judging.Give(601, 700, 1, _ => 0).ShouldBe(Normal);
    }

    [Fact]
    public void Uncertain_values_count_towards_raising_only()
    {
        var judging = new Judging(Limit(10));
        for (var t = 0; t <= 300; t++)
        {
            judging.Give(t, 12, Quality.Uncertain).ShouldBe(t >= 180 ? Abnormal : Hold);
        }

        judging.Give(301, 302, 1, _ => 0).ShouldBe(Abnormal);
        judging.Give(303, 420, 1, _ => 0).ShouldBe(Hold);
        judging.Give(421, 540, 1, _ => 0).ShouldBe(Normal);
    }

    [Theory]
    [InlineData(WindowStatistic.Mean, LimitDirection.High)]
    [InlineData(WindowStatistic.Mean, LimitDirection.Low)]
    [InlineData(WindowStatistic.Greatest, LimitDirection.High)]
    [InlineData(WindowStatistic.Greatest, LimitDirection.Low)]
    [InlineData(WindowStatistic.Least, LimitDirection.High)]
    [InlineData(WindowStatistic.Least, LimitDirection.Low)]
    public void The_sliding_figure_is_that_of_a_naive_recomputation(WindowStatistic statistic, LimitDirection direction)
    {
        Prop.ForAll(Gen.Choose(1, 100_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var limit = 3 + (random.NextDouble() * 4);
            var judging = new Judging(Limit(limit, statistic, direction) with { SamplePeriod = TimeSpan.FromSeconds(8) });
            var kept = new List<(double T, double X)>();
            var (time, value) = (0.0, 5.0);
            for (var i = 0; i < 400; i++)
            {
                time += random.Next(1, 9);
                value = Math.Clamp(value + ((random.NextDouble() - 0.5) * 2), -1, 10);
                kept.Add((time, value));
                var verdict = judging.Give(time, value);
                var figure = Naive(kept, time - 240, statistic);
                if (time - kept[0].T >= 240 && Math.Abs(figure - limit) > 1e-9)
                {
                    verdict.ShouldBe((direction == LimitDirection.High ? figure >= limit : figure <= limit) ? Abnormal : Normal, $"seed {seed}, {i}");
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(WindowStatistic.Mean)]
    [InlineData(WindowStatistic.Greatest)]
    [InlineData(WindowStatistic.Least)]
    public void Judges_on_after_a_restart_as_if_nothing_had_happened(WindowStatistic statistic)
    {
        var random = new Random(5);
        var samples = Enumerable.Range(0, 3000)
            .Select(i => (i * 0.4, 5 + (5 * Math.Sin(i / 300.0)) + random.NextDouble(), i % 50 == 0 ? Quality.Uncertain : Quality.Good)).ToList();
        Judging.SurvivesRestarts(Limit(6, statistic), samples, every: 53);
    }

    [Fact]
    public void A_state_of_another_window_is_refused()
    {
        var writer = new Core.State.StateWriter();
        Limit(6).Begin(Start).Window!.Save(writer);
        var bytes = writer.Written.ToArray();
        Should.Throw<InvalidDataException>(() =>
        {
            var reader = new Core.State.StateReader(bytes);
            (Limit(6) with { Window = TimeSpan.FromHours(1) }).Begin(Start).Window!.Load(ref reader);
        });
    }

    [Fact]
    public void The_sentence_names_window_figure_and_coverage()
    {
        var text = Judging.Sentence(Limit(10), Point(), Enumerable.Range(0, 25).Select(i => (i * 10.0, 12.0)));
        text.En.ShouldContain("time-weighted mean of the last 4 min 12 %LEL, at or above the limit 10 %LEL (75 % of the time was measured)");
        text.Zh.ShouldContain("最近 4 分钟的时间加权平均值 12 %LEL，达到或超过限值 10 %LEL（时段内有效数据 75 %）");
    }

    private static double Naive(List<(double T, double X)> samples, double from, WindowStatistic statistic)
    {
        if (statistic != WindowStatistic.Mean)
        {
            // A value may stay one grain (1 s here) too long: times are whole seconds, so that none does.
            var values = samples.Where(s => s.T >= from).Select(s => s.X);
            return statistic == WindowStatistic.Greatest ? values.Max() : values.Min();
        }

        var sum = 0.0;
        for (var i = 1; i < samples.Count; i++)
        {
            var (a, b) = (samples[i - 1], samples[i]);
            if (b.T > from)
            {
                var begin = Math.Max(a.T, from);
                var first = a.X + ((b.X - a.X) * (begin - a.T) / (b.T - a.T));
                sum += (first + b.X) / 2 * (b.T - begin);
            }
        }

        return sum / (samples[^1].T - from);
    }
}
