using BenchmarkDotNet.Attributes;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.Warnings;

namespace Gateway.Benchmarks.Slopes;

/// <summary>A forecast from 30 days of hourly displacement, learning included and not, and what one tier costs per reading.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class SlopeBenchmarks
{
    private const int Hours = 720;
    private const int Readings = 3_600;

    private readonly SlopeSettings _settings = new() { ShortWindows = [TimeSpan.FromHours(12), TimeSpan.FromHours(24)] };
    private readonly long[] _times = new long[Hours];
    private readonly double[] _values = new double[Hours];
    private SlopeMotion _condition = null!;
    private ConditionMemory _memory;
    private long _now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        for (var i = 0; i < Hours; i++)
        {
            (_times[i], _values[i]) = (_now + (i * TimeSpan.TicksPerHour), (100 * Math.Log(32 / (32 - (i / 24.0)))) + random.NextDouble());
        }

        _condition = new SlopeMotion
        {
            Id = "red", Tier = WarningTier.Red, Basis = new RuleBasis("red", "1", "", null), Motion = _settings with { V0 = 0.2, Noise = 1 },
            Criteria = new SlopeCriteria { VelocityAbove = 50, AngleAbove = 85, AngleVelocityFloor = 10, ForecastWithin = TimeSpan.FromHours(48) },
        };
        _memory = _condition.Begin(_now);
    }

    /// <summary>Velocity, gates, acceleration, angle, inverse velocity, SLO and Saito.</summary>
    [Benchmark(Description = "slope.forecast")]
    public SlopeAssessment Forecast() => SlopeAnalysis.Assess(_times, _values, 1, 0.2, 0, _settings);

    /// <summary>Creep rate and noise from the same 30 days.</summary>
    [Benchmark(Description = "slope.learn, all 720 hours")]
    public double Learn()
    {
        var baseline = new CreepBaseline(_settings);
        for (var i = 0; i < Hours; i++)
        {
            baseline.Learn(_times[i], _values[i]);
        }

        return baseline.Noise;
    }

    /// <summary>One reading a second, an assessment an hour.</summary>
    [Benchmark(OperationsPerInvoke = Readings, Description = "condition.slope-motion, per reading")]
    public ConditionVerdict Judge()
    {
        var verdict = ConditionVerdict.Hold;
        for (var i = 0; i < Readings; i++)
        {
            _now += TimeSpan.TicksPerSecond;
            verdict = _condition.Judge(new Sample(i % 7, Quality.Good, DetectorFlags.None, _now, _now), ref _memory);
        }

        return verdict;
    }
}
