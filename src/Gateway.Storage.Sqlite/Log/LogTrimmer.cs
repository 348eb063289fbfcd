using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>What one round of trimming let go of.</summary>
/// <param name="From">First removed sequence.</param>
/// <param name="To">Last removed sequence.</param>
internal sealed record TrimmedRange(long From, long To, long Entries, long Readings, long FromTime, long ToTime);

/// <summary>
/// Lets go of the oldest entries: readings first; those around a change of alarm state only when no others are left; records of alarms only when no readings are
/// left. The newest entry always stays, so that a sequence is never given out twice. Runs inside the caller's transaction. What one round removes are neighbours
/// among the readings, so that a gap record never covers readings that are kept.
/// </summary>
internal sealed class LogTrimmer : IDisposable
{
    private readonly Statement _readings;
    private readonly Statement _records;
    private readonly Statement _deleteReadings;
    private readonly Statement _deleteAll;
    private readonly Statement _deleteOccurrences;
    private readonly Statement _pages;
    private readonly Statement _free;
    private readonly long _pageSize;
    private readonly FrozenStretches _frozen;
    private long _readingsFrom;
    private long _frozenFrom;

    public LogTrimmer(SqliteConnection connection, TimeSpan alarmWindow)
    {
        _frozen = new FrozenStretches(connection, alarmWindow);
        const string Oldest = "SELECT sequence,readings,length(payload),time FROM entry WHERE sequence>?1 AND sequence<?2";
        _readings = new Statement(connection, Oldest + " AND kind=1 ORDER BY sequence");
        _records = new Statement(connection, Oldest + " ORDER BY sequence");
        _deleteReadings = new Statement(connection, "DELETE FROM entry WHERE sequence>=?1 AND sequence<=?2 AND kind=1");
        _deleteAll = new Statement(connection, "DELETE FROM entry WHERE sequence>=?1 AND sequence<=?2");
        _deleteOccurrences = new Statement(connection, "DELETE FROM occurrence WHERE sequence>=?1 AND sequence<=?2");
        _pages = new Statement(connection, "PRAGMA page_count");
        _free = new Statement(connection, "PRAGMA freelist_count");
        _pageSize = SqliteFile.Scalar(connection, "PRAGMA page_size");
    }

    /// <summary>Bytes of the file that hold something.</summary>
    public long UsedBytes => ((_pages.Scalar() ?? 0) - (_free.Scalar() ?? 0)) * _pageSize;

    /// <summary>Removes readings that lie around no alarm, oldest first, until about so many bytes of payload are free.</summary>
    /// <returns>Null when there was nothing to remove.</returns>
    public TrimmedRange? FreeReadings(long bytes, long newest) => RemoveReadings(newest, (freed, _) => freed < bytes);

    /// <summary>The same with the readings around alarms: when no others are left.</summary>
    public TrimmedRange? FreeFrozenReadings(long bytes, long newest)
    {
        var range = Remove(_readings, _deleteReadings, _frozenFrom, newest, (freed, _) => freed < bytes, _ => false, out _);
        _frozenFrom = range?.To ?? _frozenFrom;
        return range;
    }

    /// <summary>Removes readings committed before a time, except around alarms, at most so many bytes at once.</summary>
    public TrimmedRange? ExpireReadings(long before, long bytes, long newest) =>
        RemoveReadings(newest, (freed, time) => time < before && freed < bytes);

    /// <summary>Removes entries of any kind, oldest first: the last resort.</summary>
    public TrimmedRange? FreeAnything(long bytes, long newest) =>
        RemoveAnything(newest, (freed, _) => freed < bytes);

    /// <summary>Removes entries of any kind committed before a time.</summary>
    public TrimmedRange? ExpireAnything(long before, long bytes, long newest) =>
        RemoveAnything(newest, (freed, time) => time < before && freed < bytes);

    /// <summary>After a rollback the removed readings are back.</summary>
    public void RolledBack() => (_readingsFrom, _frozenFrom) = (0, 0);

    public void Dispose()
    {
        _frozen.Dispose();
        foreach (var statement in (Statement[])[_readings, _records, _deleteReadings, _deleteAll, _deleteOccurrences, _pages, _free])
        {
            statement.Dispose();
        }
    }

    private TrimmedRange? RemoveReadings(long newest, Func<long, long, bool> more)
    {
        _frozen.BeginRound();
        var range = Remove(_readings, _deleteReadings, _readingsFrom, newest, more, _frozen.Covers, out var passed);
        _readingsFrom = Math.Max(passed, range?.To ?? _readingsFrom);
        return range;
    }

    private TrimmedRange? RemoveAnything(long newest, Func<long, long, bool> more)
    {
        var range = Remove(_records, _deleteAll, 0, newest, more, _ => false, out _);
        if (range is not null)
        {
            _deleteOccurrences.Bind(1, range.From).Bind(2, range.To).Run();
        }

        return range;
    }

    /// <param name="isKept">By the time of an entry: pass over it; what is removed ends before the next such one.</param>
    /// <param name="passed">Last of the kept entries before the first that was removed.</param>
    private static TrimmedRange? Remove(
        Statement oldest, Statement delete, long after, long newest, Func<long, long, bool> more, Func<long, bool> isKept, out long passed)
    {
        TrimmedRange? range = null;
        var freed = 0L;
        passed = after;
        oldest.Bind(1, after).Bind(2, newest);
        while (oldest.Step() && more(freed, oldest.Int64(3)))
        {
            var (sequence, time) = (oldest.Int64(0), oldest.Int64(3));
            if (isKept(time))
            {
                if (range is not null)
                {
                    break;
                }

                passed = sequence;
                continue;
            }

            range ??= new TrimmedRange(sequence, sequence, 0, 0, time, time);
            range = range with { To = sequence, ToTime = time, Entries = range.Entries + 1, Readings = range.Readings + oldest.Int64(1) };
            freed += oldest.Int64(2);
        }

        oldest.Reset();
        if (range is not null)
        {
            delete.Bind(1, range.From).Bind(2, range.To).Run();
        }

        return range;
    }
}
