using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Benchmarks.Conditions;

/// <summary>A hundred points judged by one condition, one sample a second each, with windows that are full.</summary>
internal sealed class JudgedPoints
{
    public const int Count = 100;

    private readonly Condition _condition;
    private readonly ConditionMemory[] _memories;
    private long _now = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private int _round;

    public JudgedPoints(Condition condition, TimeSpan fill)
    {
        _condition = condition;
        _memories = [.. Enumerable.Range(0, Count).Select(_ => condition.Begin(_now))];
        for (var second = 0; second < fill.TotalSeconds; second++)
        {
            JudgeRound();
        }
    }

    /// <summary>One sample of every point, between 5 and 6; returns how many were abnormal.</summary>
    public int JudgeRound()
    {
        _now += TimeSpan.TicksPerSecond;
        var sample = new Sample(5 + (_round++ * 31 % 97 * 0.01), Quality.Good, DetectorFlags.None, _now, _now);
        var abnormal = 0;
        foreach (ref var memory in _memories.AsSpan())
        {
            abnormal += _condition.Judge(sample, ref memory) == ConditionVerdict.Abnormal ? 1 : 0;
        }

        return abnormal;
    }
}
