using BenchmarkDotNet.Attributes;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Benchmarks;

/// <summary>Judging a round of readings of points with four limits each; none trips.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class EvaluateBenchmarks
{
    private const int Points = 1_000;

    private readonly Reading[] _readings = new Reading[Points];
    private readonly List<AlarmTransition> _transitions = [];
    private readonly List<WarningEvent> _warnings = [];
    private SiteEvaluator _evaluator = null!;
    private long _now = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;

    [GlobalSetup]
    public void Prepare()
    {
        var judgement = new PointJudgementOptions { Limits = [Limit(WarningTier.Blue, 50), Limit(WarningTier.Yellow, 60), Limit(WarningTier.Orange, 70), Limit(WarningTier.Red, 80)] };
        var plans = Enumerable.Range(0, Points).Select(NewPoint).Select(p => new PointPlan(p, 0, ConditionFactory.Create(p, judgement)));
        _evaluator = new SiteEvaluator([.. plans], _now);
    }

    [Benchmark(OperationsPerInvoke = Points)]
    public int Evaluate()
    {
        _now += TimeSpan.TicksPerSecond;
        for (var i = 0; i < Points; i++)
        {
            _readings[i] = new Reading(i, 12.5, _now, Quality.Good);
        }

        _evaluator.Evaluate(_readings, _now, _now, _transitions, _warnings);
        return _transitions.Count;
    }

    private static LimitOptions Limit(WarningTier tier, double high) => new() { Tier = tier, High = high, Deadband = 1 };

    private static Point NewPoint(int index) => new() { Index = index, Id = $"p{index}", Name = new("测点", "point") };
}
