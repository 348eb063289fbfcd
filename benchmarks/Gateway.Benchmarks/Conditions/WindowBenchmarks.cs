using BenchmarkDotNet.Attributes;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Benchmarks.Conditions;

/// <summary>One reading against a figure of a moving window; none trips.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class WindowBenchmarks
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(10);
    private static readonly RuleBasis s_basis = new("bench", "1", "", null);

    private readonly JudgedPoints _rate = new(
        new RateOfChange { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Window = s_window, Limit = 100, Significance = 3 }, s_window * 2);

    private readonly JudgedPoints _mean = new(Window(WindowStatistic.Mean), s_window * 2);

    private readonly JudgedPoints _greatest = new(Window(WindowStatistic.Greatest), s_window * 2);

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int RateOfChange() => _rate.JudgeRound();

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int WindowMean() => _mean.JudgeRound();

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int WindowGreatest() => _greatest.JudgeRound();

    private static WindowLimit Window(WindowStatistic statistic) =>
        new() { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Window = s_window, Limit = 50, Statistic = statistic };
}
