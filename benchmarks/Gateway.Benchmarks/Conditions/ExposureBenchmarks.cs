using BenchmarkDotNet.Attributes;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Benchmarks.Conditions;

/// <summary>One reading against an occupational exposure limit; none trips.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class ExposureBenchmarks
{
    private static readonly RuleBasis s_basis = new("bench", "1", "", null);
    private static readonly ShiftCalendar s_shifts = new([TimeSpan.FromHours(8), TimeSpan.FromHours(20)], TimeSpan.FromHours(8));

    private readonly JudgedPoints _stel = new(
        new ShortTermExposure { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Limit = 50 }, TimeSpan.FromMinutes(20));

    private readonly JudgedPoints _rolling = new(
        new TimeWeightedAverage { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Limit = 50 }, TimeSpan.FromHours(9));

    private readonly JudgedPoints _shift = new(
        new TimeWeightedAverage { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Limit = 50, Shifts = s_shifts }, TimeSpan.FromHours(1));

    private readonly JudgedPoints _peak = new(
        new Excursion { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Twa = 20, Shifts = s_shifts }, TimeSpan.Zero);

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int ShortTermExposure() => _stel.JudgeRound();

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int RollingAverage() => _rolling.JudgeRound();

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int ShiftAverage() => _shift.JudgeRound();

    [Benchmark(OperationsPerInvoke = JudgedPoints.Count)]
    public int Excursion() => _peak.JudgeRound();
}
