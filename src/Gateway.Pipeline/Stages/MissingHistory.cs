using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Faults;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Stages;

/// <summary>
/// Keeps the account while the log cannot store: what is missing, the alarm that says so, and the transitions that must still
/// be written when the log works again. Thread-safe; its lock is taken only while the log is in trouble.
/// </summary>
internal sealed class MissingHistory(BatchPool pool, LiveWarnings live, FaultBoard faults, TimeProvider time)
{
    private static readonly LocalizedText s_storedAgain = new("历史数据恢复保存，缺失部分已记录", "history is stored again; what is missing has been recorded");

    private const int MostTransitionsKept = 10_000;

    private readonly Lock _gate = new();
    private readonly List<AlarmTransition> _transitions = [];
    private readonly List<WarningEvent> _warnings = [];
    private GapRecord? _gap;
    private long _since;
    private long _readings;

    public bool IsDeclared => Volatile.Read(ref _since) != 0;

    /// <summary>UTC ticks; 0 while the log works.</summary>
    public long Since => Volatile.Read(ref _since);

    /// <summary>Readings that nobody kept, since the start.</summary>
    public long Readings => Volatile.Read(ref _readings);

    /// <summary>Raises the system alarm, live, unless it stands.</summary>
    public void Declare(LocalizedText reason)
    {
        lock (_gate)
        {
            if (_since != 0)
            {
                return;
            }

            Volatile.Write(ref _since, time.GetUtcNow().UtcTicks);
            var text = new LocalizedText(
                $"历史数据无法保存，预警照常发出（{reason.Zh}）", $"history cannot be stored; warnings still go out ({reason.En})");
            Tell(faults.Raise(GatewayFault.HistoryMissing, _since, text));
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
                Owe(new GapRecord
                {
                    Reason = GapReason.NotStored, FromTime = batch.ReceivedTime, ToTime = batch.ReceivedTime, Readings = batch.Count, Entries = 1,
                });
            }
        }

        batch.Delivery?.Settle(DeliveryOutcome.Kept);
        pool.Return(batch);
    }

    /// <summary>The log has stored again: clears the alarm, also one that an earlier run left. Idempotent.</summary>
    public void Recover()
    {
        lock (_gate)
        {
            Volatile.Write(ref _since, 0);
            Tell(faults.Clear(GatewayFault.HistoryMissing, time.GetUtcNow().UtcTicks, s_storedAgain));
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
            Owe(gap);
        }
    }

    private void Owe(GapRecord gap) => _gap = _gap?.Join(gap) ?? gap;

    private void Tell(FaultStep? step)
    {
        if (step is null)
        {
            return;
        }

        _transitions.Add(step.Transition);
        if (step.Warning is { } warning)
        {
            _warnings.Add(warning);
            live.Publish(warning);
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
