using BenchmarkDotNet.Attributes;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Benchmarks.Conditions;

/// <summary>One reading of a power meter against what is usual or allowed; none trips.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class PowerBenchmarks
{
    private static readonly TimeSpan s_fill = TimeSpan.FromHours(1);
    private static readonly RuleBasis s_basis = new("bench", "1", "", null);

    private readonly JudgedPoints _baseline = new(new PowerBaseline { Id = "c", Tier = WarningTier.Blue, Basis = s_basis }, s_fill);

    private readonly JudgedPoints _undeclared = new(
        new UndeclaredUse { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Standby = 5, Run = 50 }, s_fill);

    private readonly JudgedPoints _drop = new(new LoadDrop { Id = "c", Tier = WarningTier.Blue, Basis = s_basis }, s_fill);

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int PowerBaseline() => _baseline.JudgeRound();

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int UndeclaredUse() => _undeclared.JudgeRound();

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int LoadDrop() => _drop.JudgeRound();
}
