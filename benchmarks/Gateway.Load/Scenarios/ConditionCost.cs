using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Load.Running;
using Gateway.Load.Summary;

namespace Gateway.Load.Scenarios;

/// <summary>
/// What one condition costs a reading: nanoseconds and bytes, of <see cref="PointCount"/> points in turn so that their windows do not all lie in the
/// nearest cache. Windows are full before it is measured. None trips, as on a healthy site.
/// </summary>
internal sealed class ConditionCost : GatewayScenario
{
    private const int PointCount = 100;
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(250);
    private static readonly long s_start = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public override string Name => "condition";

    public override string What => "cost of each condition a reading, 100 points in turn with full windows, on one core; reference: the bar";

    public override Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        var length = settings.Length < s_longest ? settings.Length : s_longest;
        Cores.Pin(0);
        try
        {
            foreach (var rig in MeasuredConditions.All)
            {
                cancellation.ThrowIfCancellationRequested();
                var (nanoseconds, bytes) = Measure(rig, length, settings.Repeats);
                report(rig.Figure, nanoseconds, Bars.LimitOf(rig.Figure), "ns/reading");
                report($"{rig.Figure}.allocated", bytes, Bars.LimitOf($"{rig.Figure}.allocated"), "B/reading");
            }
        }
        finally
        {
            Cores.Pin(-1);
        }

        return Task.CompletedTask;
    }

    private static (double Nanoseconds, double Bytes) Measure(MeasuredCondition rig, TimeSpan length, int repeats)
    {
        var run = new Judged(rig, s_start);
        run.Judge(rig.Fill);
        var rates = new List<double>();
        var bytes = 0L;
        var readings = 0L;
        for (var i = 0; i < repeats; i++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = TimeProvider.System.GetTimestamp();
            var count = 0L;
            while (TimeProvider.System.GetElapsedTime(start) < length)
            {
                count += run.Judge(rig.Step * 100);
            }

            var elapsed = TimeProvider.System.GetElapsedTime(start);
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            rates.Add(elapsed.TotalNanoseconds / count);
            readings += count;
        }

        return run.Abnormal == 0
            ? (rates.Order().ElementAt(repeats / 2), (double)bytes / readings)
            : throw new InvalidDataException($"{rig.Figure}: {run.Abnormal} of the verdicts are abnormal, so another path was measured.");
    }

    /// <summary>The points of one condition and their time.</summary>
    private sealed class Judged(MeasuredCondition rig, long start)
    {
        private readonly ConditionMemory[] _memories = [.. Enumerable.Range(0, PointCount).Select(_ => rig.Condition.Begin(start))];
        private long _now = start;
        private int _round;

        public long Abnormal { get; private set; }

        /// <summary>Lets so much time pass; returns the readings judged.</summary>
        public long Judge(TimeSpan time)
        {
            var (condition, memories) = (rig.Condition, _memories);
            var (readings, abnormal) = (0L, 0L);
            for (var until = _now + time.Ticks; _now < until; _round++)
            {
                _now += rig.IsIrregular ? rig.Step.Ticks * (1 + (_round * 7 % 5)) / 3 : rig.Step.Ticks;
                var value = 5 + (_round * 31 % 97 * 0.01);
                var sample = new Sample(value, Quality.Good, DetectorFlags.None, _now, _now);
                foreach (ref var memory in memories.AsSpan())
                {
                    abnormal += condition.Judge(sample, ref memory) == ConditionVerdict.Abnormal ? 1 : 0;
                }

                readings += memories.Length;
            }

            Abnormal += abnormal;
            return readings;
        }
    }
}
