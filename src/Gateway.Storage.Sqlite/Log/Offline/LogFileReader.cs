using Gateway.Core.Alarms;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log.Offline;

/// <summary>
/// A log off line, whatever state it is in: rows in their order past what cannot be read, and each of its tables on its own. Nothing in the file is
/// changed. Rows are read one at a time, so memory does not grow with the log. One thread.
/// </summary>
public sealed class LogFileReader : IDisposable
{
    private const long Highest = long.MaxValue - 1;
    private readonly OfflineFile _file;
    private readonly List<string> _unreadable = [];

    /// <param name="path">Full path of the database file.</param>
    /// <exception cref="DurableLogException">There is no such file, or it cannot be opened.</exception>
    public LogFileReader(string path)
    {
        _file = new OfflineFile(path);
        Points = Named(Part("point", () => List("SELECT number,id FROM point", row => (row.Int64(0), row.Text(1)))) ?? []);
        Cursors = Part("cursor", () => List("SELECT reader,sequence FROM cursor ORDER BY reader", row => (row.Text(0), row.Int64(1)))) ?? [];
        Runs = Part("run", () => List("SELECT id,first FROM run ORDER BY number", row => new LogRun(row.Text(0), row.Int64(1)))) ?? [];
        Epoch = Part("epoch", () => List("SELECT name FROM epoch", row => row.Text(0)))?.FirstOrDefault() ?? "";
        Alarms = Part("alarm", () => List("SELECT id,state,changed,transition FROM alarm ORDER BY number", Alarm)) ?? [];
        (Judging, IsJudgingSound) = ReadJudging();
        LastSequence = Part("entry", () => List("SELECT max(sequence) FROM entry", row => row.Int64(0)))?.FirstOrDefault() ?? Highest;
    }

    /// <summary>Ids by the log's own numbers.</summary>
    public IReadOnlyDictionary<long, string> Points { get; }

    public IReadOnlyList<(string Reader, long Sequence)> Cursors { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<LogRun> Runs { get; }

    /// <summary>Name of the log; empty when it has none or it cannot be read.</summary>
    public string Epoch { get; }

    public IReadOnlyList<AlarmRow> Alarms { get; }

    /// <summary>Entry up to which the state of judging was saved; null when none was.</summary>
    public long? Judging { get; }

    /// <summary>False when the saved state does not fit its checksum.</summary>
    public bool IsJudgingSound { get; }

    /// <summary>Newest sequence; near <see cref="long.MaxValue"/> when it cannot be read; 0 when there is none.</summary>
    public long LastSequence { get; }

    /// <summary>Tables that could not be read to their end.</summary>
    public IReadOnlyList<string> UnreadableTables => _unreadable;

    /// <summary>What SQLite's own check of the structure says; null when it finds nothing. Reads the whole file once.</summary>
    public string? StructureFault()
    {
        try
        {
            return List("PRAGMA quick_check(1)", row => row.Text(0)) is ["ok"] ? null : List("PRAGMA quick_check(1)", row => row.Text(0))[0];
        }
        catch (SqliteException error)
        {
            return error.Message;
        }
    }

    /// <summary>Rows after a sequence in their order. What cannot be read is passed over.</summary>
    /// <param name="unreadable">Called with first and last sequence of a stretch in which nothing can be read.</param>
    public IEnumerable<LogRow> Rows(long after, Action<long, long> unreadable)
    {
        while (true)
        {
            using var rows = Prepare("SELECT sequence,time,kind,crc,payload,readings FROM entry WHERE sequence>?1 ORDER BY sequence", after);
            LogRow? row;
            bool failed;
            while (((row, failed) = Next(rows, after)).row is { } found)
            {
                after = found.Sequence;
                yield return found;
            }

            if (!failed)
            {
                yield break;
            }

            var next = NextReadable(after);
            unreadable(after + 1, next is { } there ? there - 1 : LastSequence);
            if (next is null)
            {
                yield break;
            }

            after = next.Value - 1;
        }
    }

    /// <summary>Links of the chain over the events, oldest first; those that cannot be read end it.</summary>
    public IEnumerable<ChainLink> Chain()
    {
        using var rows = Prepare("SELECT sequence,before,hash FROM chain WHERE sequence>?1 ORDER BY sequence", 0);
        while (Try(() => rows?.Step() == true, "chain"))
        {
            yield return new ChainLink(rows!.Int64(0), rows.Int64(1), rows.Text(2));
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>A damaged table may have a number twice.</summary>
    private static Dictionary<long, string> Named(List<(long Number, string Id)> rows)
    {
        var names = new Dictionary<long, string>();
        rows.ForEach(row => names[row.Number] = row.Id);
        return names;
    }

    private static AlarmRow Alarm(Statement row) =>
        new(row.Text(0), (AlarmState)row.Int64(1), row.Int64(2), LogCodec.TryDecodeTransition(row.Blob(3)) is not null);

    /// <summary>A damaged tree may lead back to rows before: going on from there would never end, so that is where it cannot be read.</summary>
    private static (LogRow? Row, bool Failed) Next(Statement? rows, long after)
    {
        try
        {
            if (rows?.Step() != true)
            {
                return (null, rows is null);
            }

            if (rows.Int64(0) <= after)
            {
                return (null, true);
            }

            var payload = rows.Blob(4).ToArray();
            return (new LogRow(rows.Int64(0), rows.Int64(1), (LogEntryKind)rows.Int64(2), EntryCheck.Fits(rows.Int64(3), rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Int64(5), payload), payload), false);
        }
        catch (SqliteException)
        {
            return (null, true);
        }
    }

    /// <summary>The first row behind a place that cannot be read: the distance is doubled until one can, then halved to the nearest.</summary>
    private long? NextReadable(long after)
    {
        var (bad, good) = (after, default(long?));
        for (var step = 1L; step > 0 && after + step > after && after + step < LastSequence; step *= 2)
        {
            if (FirstAfter(after + step) is { } found)
            {
                good = found;
                break;
            }

            bad = after + step;
        }

        while (good is { } there && there - bad > 1)
        {
            var middle = bad + ((there - bad) / 2);
            if (FirstAfter(middle) is { } nearer && nearer < there)
            {
                good = nearer;
            }
            else if (FirstAfter(middle) is null)
            {
                bad = middle;
            }
            else
            {
                break;
            }
        }

        return good;
    }

    private long? FirstAfter(long sequence)
    {
        try
        {
            using var row = Prepare("SELECT sequence,length(payload) FROM entry WHERE sequence>?1 ORDER BY sequence LIMIT 1", sequence);
            return row?.Step() == true && row.Int64(0) > sequence ? row.Int64(0) : null;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private (long? Sequence, bool IsSound) ReadJudging()
    {
        var found = Part("judging", () => List("SELECT sequence,crc,state FROM judging", row => (row.Int64(0), Checksum.Of(row.Blob(2)) == (uint)row.Int64(1))));
        return found is [var (sequence, sound)] ? (sequence, sound) : (null, true);
    }

    private bool Try(Func<bool> step, string table)
    {
        try
        {
            return step();
        }
        catch (SqliteException)
        {
            _unreadable.Add(table);
            return false;
        }
    }

    private T? Part<T>(string table, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (SqliteException)
        {
            _unreadable.Add(table);
            return null;
        }
    }

    /// <summary>Null when not even the schema can be read.</summary>
    private Statement? Prepare(string sql, long after)
    {
        try
        {
            var statement = new Statement(_file.Connection, sql);
            statement.Bind(1, after);
            return statement;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private List<T> List<T>(string sql, Func<Statement, T> read)
    {
        using var rows = new Statement(_file.Connection, sql);
        var list = new List<T>();
        while (rows.Step())
        {
            list.Add(read(rows));
        }

        return list;
    }
}
