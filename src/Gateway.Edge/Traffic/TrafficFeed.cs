using Gateway.Core.Alarms.Traffic;
using Gateway.Core.State;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Traffic;

/// <summary>
/// Feeds the alarm figures with the transitions of the durable log, each exactly once: what was counted and up to which entry is kept in one file.
/// Thread-safe.
/// </summary>
public sealed class TrafficFeed(SqliteDurableLog log, AlarmTrafficOptions options, string folder, TimeProvider time)
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly TrafficFile _file = new(folder);
    private AlarmTraffic? _traffic;
    private long _sequence;

    /// <summary>True while the site is in an alarm flood.</summary>
    public bool IsFlood
    {
        get
        {
            lock (_gate)
            {
                return TryCatchUp().IsFlood;
            }
        }
    }

    /// <summary>The kept shifts, oldest first, then the running one; and what would calm what chatters.</summary>
    public (IReadOnlyList<ShiftFigures> Shifts, IReadOnlyList<TuningSuggestion> Suggestions) Figures()
    {
        lock (_gate)
        {
            var traffic = TryCatchUp();
            return (traffic.Figures(time.GetUtcNow().UtcTicks), traffic.Suggestions());
        }
    }

    /// <summary>Counts on until cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(s_pace, time);
        do
        {
            lock (_gate)
            {
                TryCatchUp();
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private AlarmTraffic TryCatchUp()
    {
        var traffic = _traffic ??= Begin();
        try
        {
            var before = _sequence;
            while (_sequence < log.LastSequence && log.TransitionsAfter(_sequence, AtOnce) is { Count: > 0 } rows)
            {
                foreach (var (sequence, transition) in rows)
                {
                    traffic.Add(transition);
                    _sequence = sequence;
                }
            }

            if (_sequence > before)
            {
                _file.Save(_sequence, traffic.Save);
            }
        }
        catch (DurableLogException)
        {
            // The log is in trouble and has told it; the figures go on when it can be read.
        }

        return traffic;
    }

    // Counting begins now where nothing, or nothing readable, was kept.
    private AlarmTraffic Begin()
    {
        var now = time.GetUtcNow().UtcTicks;
        if (_file.Load() is { } kept)
        {
            try
            {
                var traffic = new AlarmTraffic(options, now);
                var reader = new StateReader(kept.State);
                traffic.Load(ref reader);
                _sequence = kept.Sequence;
                return traffic;
            }
            catch (InvalidDataException)
            {
                // Another shift calendar, or of another version.
            }
        }

        _sequence = log.LastSequence;
        return new AlarmTraffic(options, now);
    }
}
