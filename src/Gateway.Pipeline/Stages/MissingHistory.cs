using Gateway.Core.Alarms;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Stages;

/// <summary>
/// Keeps the account while the log cannot store: what is missing, the alarm that says so, and the transitions that must still
/// be written when the log works again. Thread-safe; its lock is taken only while the log is in trouble.
/// </summary>
internal sealed class MissingHistory(BatchPool pool, LiveWarnings live, TimeProvider time)
{
    private const int MostTransitionsKept = 10_000;

    private readonly Lock _gate = new();
    private readonly HistoryAlarm _alarm = new();
    private readonly List<AlarmTransition> _transitions = [];
    private readonly List<WarningEvent> _warnings = [];
    private GapRecord? _gap;
    private long _since;
    private long _readings;
    private string _reason = "";

    public bool IsDeclared => Volatile.Read(ref _since) != 0;

    /// <summary>UTC ticks; 0 while the log works.</summary>
    public long Since => Volatile.Read(ref _since);

    /// <summary>Readings that nobody kept, since the start.</summary>
    public long Readings => Volatile.Read(ref _readings);

    /// <summary>Raises the system alarm, live, unless it stands.</summary>
    public void Declare(string reason)
    {
        lock (_gate)
        {
            if (_since != 0)
            {
                return;
            }

            _reason = reason;
            Volatile.Write(ref _since, time.GetUtcNow().UtcTicks);
            Tell(_alarm.Step(AlarmEvent.Raised, _since, reason));
        }
    }

    /// <summary>Gives the batch up: a sender that waits must keep it, the rest is counted as a gap. Its transitions are kept.</summary>
    public void Shed(ReadingBatch batch)
    {
        lock (_gate)
        {
            Keep(batch.Transitions, _transitions);
            Keep(batch.Warnings, _warnings);
            if (batch.Delivery is null && batch.Count > 0)
            {
                _readings += batch.Count;
                _gap = new GapRecord(
                    Math.Min(_gap?.From ?? long.MaxValue, batch.ReceivedTime), Math.Max(_gap?.To ?? 0, batch.ReceivedTime + 1),
                    (_gap?.Batches ?? 0) + 1, (_gap?.Readings ?? 0) + batch.Count, _reason);
            }
        }

        batch.Delivery?.Settle(DeliveryOutcome.Kept);
        pool.Return(batch);
    }

    /// <summary>The log has stored again: clears the alarm. Idempotent.</summary>
    public void Recover()
    {
        lock (_gate)
        {
            if (_since != 0)
            {
                Volatile.Write(ref _since, 0);
                Tell(_alarm.Step(AlarmEvent.ReturnedToNormal, time.GetUtcNow().UtcTicks, _reason));
            }
        }
    }

    /// <summary>What must be written now that the log works: the gap, and a batch with the transitions; null when there is none.</summary>
    public (GapRecord? Gap, ReadingBatch? Kept) TakeDebt()
    {
        lock (_gate)
        {
            var gap = _gap;
            _gap = null;
            if (_transitions.Count + _warnings.Count == 0)
            {
                return (gap, null);
            }

            var batch = pool.Rent(source: -1, time.GetUtcNow().UtcTicks);
            batch.Transitions.AddRange(_transitions);
            batch.Warnings.AddRange(_warnings);
            _transitions.Clear();
            _warnings.Clear();
            return (gap, batch);
        }
    }

    /// <summary>Puts a gap back that could not be written.</summary>
    public void ReturnDebt(GapRecord gap)
    {
        lock (_gate)
        {
            _gap = _gap is null
                ? gap
                : new GapRecord(
                    Math.Min(gap.From, _gap.From), Math.Max(gap.To, _gap.To), gap.Batches + _gap.Batches, gap.Readings + _gap.Readings, gap.Reason);
        }
    }

    private void Tell((AlarmTransition Transition, WarningEvent Warning)? step)
    {
        if (step is { } told)
        {
            _transitions.Add(told.Transition);
            _warnings.Add(told.Warning);
            live.Publish(told.Warning);
        }
    }

    private static void Keep<T>(List<T> from, List<T> to)
    {
        if (from.Count > 0 && to.Count < MostTransitionsKept)
        {
            to.AddRange(from);
        }
    }
}
