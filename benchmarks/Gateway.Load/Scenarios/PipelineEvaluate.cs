using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Load.Running;
using Gateway.Testing.Storage;

namespace Gateway.Load.Scenarios;

/// <summary>Judging 10,000 points with four limits each on one core; the reference compares and remembers nothing else.</summary>
/// <param name="withDefaults">Also the eight rules on detector, signal and silence that every point has unless they are switched off.</param>
internal sealed class PipelineEvaluate(bool withDefaults) : Scenario
{
    private const int PointCount = 10_000;
    private static readonly long s_start = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly double[] s_limits = [5_000, 6_000, 7_000, 8_000];

    private readonly Reading[] _readings = new Reading[PointCount];
    private readonly byte[] _tiers = new byte[PointCount];
    private readonly List<AlarmTransition> _transitions = [];
    private readonly List<WarningEvent> _warnings = [];
    private SiteEvaluator _evaluator = null!;
    private long _now = s_start;

    public override string Name => withDefaults ? "pipeline.evaluate.defaults" : "pipeline.evaluate";

    public override string What =>
        $"10,000 points with 4 limits each{(withDefaults ? " and the default quality rules" : "")} on one core; reference: comparing with the limits and no state";

    public override string Unit => "readings/s";

    public override int Core => 0;

    public override Task PrepareAsync(CancellationToken cancellation)
    {
        _evaluator = new SiteEvaluator(LoadSite.Plan(new NumberedPoints(PointCount), sources: 1, withDefaults), _now);
        return Task.CompletedTask;
    }

    public override async Task<Measurement> MeasureProductAsync(TimeSpan length, CancellationToken cancellation)
    {
        var contention = Monitor.LockContentionCount;
        var measured = await Measurement.RateAsync(() => Task.FromResult(Repeat(length, Judge)));
        return Monitor.LockContentionCount == contention && _transitions.Count == 0
            ? measured
            : throw new InvalidDataException($"{Monitor.LockContentionCount - contention} contended locks, {_transitions.Count} transitions.");
    }

    public override Task<Measurement> MeasureReferenceAsync(TimeSpan length, CancellationToken cancellation) =>
        Measurement.RateAsync(() =>
        {
            // The evaluator's time stands still meanwhile, or it would find every point stale afterwards.
            var now = _now;
            var readings = Repeat(length, Compare);
            _now = now;
            return Task.FromResult(readings);
        });

    private long Repeat(TimeSpan length, Action round)
    {
        var start = TimeProvider.System.GetTimestamp();
        var readings = 0L;
        while (TimeProvider.System.GetElapsedTime(start) < length)
        {
            Fill();
            round();
            readings += PointCount;
        }

        return readings;
    }

    private void Fill()
    {
        _now += TimeSpan.TicksPerSecond;
        for (var i = 0; i < PointCount; i++)
        {
            _readings[i] = new Reading(i, LoadSite.Calm + (_now % 7), _now, Quality.Good);
        }
    }

    private void Judge() => _evaluator.Evaluate(_readings, _now, _now, _transitions, _warnings);

    private void Compare()
    {
        foreach (ref readonly var reading in _readings.AsSpan())
        {
            byte tier = 0;
            foreach (var limit in s_limits)
            {
                tier += reading.Value >= limit ? (byte)1 : (byte)0;
            }

            _tiers[reading.Point] = tier;
        }
    }
}
