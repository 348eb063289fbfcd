using BenchmarkDotNet.Attributes;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Benchmarks.Conditions;

/// <summary>One reading against a limit on the value itself; none trips.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class LimitBenchmarks
{
    private static readonly RuleBasis s_basis = new("bench", "1", "", null);

    private readonly JudgedPoints _high = new(
        new HighLimit { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Limit = 50, Deadband = 1 }, TimeSpan.Zero);

    private readonly JudgedPoints _percent = new(
        new PercentOfReference { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Reference = 100, Limit = 50 }, TimeSpan.Zero);

    private readonly JudgedPoints _band = new(
        new BandLimit { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Centre = 5, HalfWidth = 3 }, TimeSpan.Zero);

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count, Baseline = true)]
    public int HighLimit() => _high.JudgeRound();

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int PercentOfReference() => _percent.JudgeRound();

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int BandLimit() => _band.JudgeRound();
}
