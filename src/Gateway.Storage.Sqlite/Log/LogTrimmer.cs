using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>What one round of trimming let go of.</summary>
/// <param name="From">First removed sequence.</param>
/// <param name="To">Last removed sequence.</param>
internal sealed record TrimmedRange(long From, long To, long Entries, long Readings, long FromTime, long ToTime);

/// <summary>
/// Lets go of the oldest entries: readings first; records of alarms only when no readings are left. The newest entry always
/// stays, so that a sequence is never given out twice. Runs inside the caller's transaction.
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
    private long _readingsFrom;

    public LogTrimmer(SqliteConnection connection)
    {
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

    /// <summary>Removes readings, oldest first, until about so many bytes of payload are free.</summary>
    /// <returns>Null when there was nothing to remove.</returns>
    public TrimmedRange? FreeReadings(long bytes, long newest) => RemoveReadings(newest, (freed, _) => freed < bytes);

    /// <summary>Removes readings committed before a time, at most so many bytes at once.</summary>
    public TrimmedRange? ExpireReadings(long before, long bytes, long newest) =>
        RemoveReadings(newest, (freed, time) => time < before && freed < bytes);

    /// <summary>Removes entries of any kind, oldest first: the last resort.</summary>
    public TrimmedRange? FreeAnything(long bytes, long newest) =>
        RemoveAnything(newest, (freed, _) => freed < bytes);

    /// <summary>Removes entries of any kind committed before a time.</summary>
    public TrimmedRange? ExpireAnything(long before, long bytes, long newest) =>
        RemoveAnything(newest, (freed, time) => time < before && freed < bytes);

    /// <summary>After a rollback the removed readings are back.</summary>
    public void RolledBack() => _readingsFrom = 0;

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_readings, _records, _deleteReadings, _deleteAll, _deleteOccurrences, _pages, _free])
        {
            statement.Dispose();
        }
    }

    private TrimmedRange? RemoveReadings(long newest, Func<long, long, bool> more)
    {
        var range = Remove(_readings, _deleteReadings, _readingsFrom, newest, more);
        _readingsFrom = range?.To ?? _readingsFrom;
        return range;
    }

    private TrimmedRange? RemoveAnything(long newest, Func<long, long, bool> more)
    {
        var range = Remove(_records, _deleteAll, 0, newest, more);
        if (range is not null)
        {
            _deleteOccurrences.Bind(1, range.From).Bind(2, range.To).Run();
        }

        return range;
    }

    private static TrimmedRange? Remove(Statement oldest, Statement delete, long after, long newest, Func<long, long, bool> more)
    {
        TrimmedRange? range = null;
        var freed = 0L;
        oldest.Bind(1, after).Bind(2, newest);
        while (oldest.Step() && more(freed, oldest.Int64(3)))
        {
            var (sequence, time) = (oldest.Int64(0), oldest.Int64(3));
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
