using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>How the log writes, and what it does when writing or reading fails.</summary>
public sealed partial class SqliteDurableLog
{
    private void Write(Action<LogStore> work, bool appends = true)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                Attempt(work);
            }
            catch (Exception error) when (IsTrouble(error))
            {
                Retry(work, error);
            }

            if (appends)
            {
                _upkeep.AfterAppend(_store!);
                Publish();
            }
        }
    }

    /// <summary>Trouble with the file or the disk, as against a mistake of ours.</summary>
    private static bool IsTrouble(Exception error) => error is SqliteException or IOException or UnauthorizedAccessException;

    private void Attempt(Action<LogStore> work)
    {
        if (_store is null)
        {
            Reopen();
        }

        work(_store!);
    }

    /// <summary>One more try after the cause was dealt with as far as it can be; nothing was stored by the first.</summary>
    private void Retry(Action<LogStore> work, Exception error)
    {
        try
        {
            if (error is SqliteException damage && damage.IsDamage())
            {
                Repair(error);
            }
            else if (error is SqliteException full && full.IsFull() && _store is not null)
            {
                _upkeep.MakeRoom(_store);
            }
            else
            {
                Reopen();
            }

            work(_store!);
        }
        catch (Exception second) when (IsTrouble(second))
        {
            CloseUnlessFull(second);
            throw new DurableLogException($"The log could not store: {second.Message}", second);
        }
    }

    private void CloseUnlessFull(Exception error)
    {
        if (error is not SqliteException { SqliteErrorCode: SqliteErrors.Full })
        {
            _store?.Dispose();
            _store = null;
        }
    }

    private void Reopen()
    {
        _store?.Dispose();
        _store = null;
        var (store, report) = _opening.Open();
        try
        {
            // Not at the first opening: what an earlier run stored and could not acknowledge is stored.
            if (report.IsClean && _isOpened)
            {
                store.TakeBack(LastSequence);
            }
        }
        catch
        {
            store.Dispose();
            throw;
        }

        (_store, _isOpened) = (store, true);
        Note(report);
    }

    private void Repair(Exception error)
    {
        _store?.Dispose();
        _store = null;
        LogDamageFound(error);
        var (store, report) = _opening.Repair();
        _store = store;
        Note(report);
    }

    private IReadOnlyList<LogEntry> ReadAgain(LogStore failed, Exception error, long sequence, int maxBytes)
    {
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (ReferenceEquals(failed, _store) && error is SqliteException damage && damage.IsDamage())
                {
                    Repair(error);
                    Publish();
                }
            }

            return _store is { } store ? ReadFrom(store, sequence, maxBytes) : [];
        }
        catch (Exception second) when (IsTrouble(second))
        {
            throw new DurableLogException($"The log could not be read: {second.Message}", second);
        }
    }

    private void Note(LogStartReport report)
    {
        if (!report.IsClean)
        {
            LastRepair = report;
            LogRepaired(report.DamagedFile ?? "", report.SalvagedEntries, report.LostEntries);
        }
    }

    private LogStartReport Opened()
    {
        try
        {
            var (store, report) = _opening.Open();
            (_store, _isOpened) = (store, true);
            Publish();
            if (!report.IsClean)
            {
                LogRepaired(report.DamagedFile ?? "", report.SalvagedEntries, report.LostEntries);
            }

            return report;
        }
        catch (Exception error) when (IsTrouble(error))
        {
            LogUnavailable(error);
            return new LogStartReport { Unavailable = error.Message };
        }
    }

    private void Publish()
    {
        Volatile.Write(ref _first, _store!.First);
        _signal.Committed(_store.Last);
        _mark.Write(_store.Chain.Epoch, _store.Last);
    }
}
