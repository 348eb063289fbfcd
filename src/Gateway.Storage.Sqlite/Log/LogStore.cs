using Gateway.Core.Alarms;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>An open, healthy <c>log.db</c>. The owner serialises everything that writes; reading may run beside it.</summary>
internal sealed class LogStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _first;
    private readonly EntryInsert _entries;
    private readonly BatchInsert _batches;
    private readonly LogReaders _readers;
    private long _next;

    /// <param name="firstSequence">Where an empty log starts to count.</param>
    public LogStore(string path, SqliteLogOptions options, IPointDirectory points, long firstSequence)
    {
        _readers = new LogReaders(path);
        _connection = SqliteFile.OpenForWriting(path, options.MaxPages);
        try
        {
            LogSchema.Create(_connection);
            (_begin, _commit, _rollback) = (new(_connection, "BEGIN IMMEDIATE"), new(_connection, "COMMIT"), new(_connection, "ROLLBACK"));
            _first = new Statement(_connection, "SELECT min(sequence) FROM entry");
            _entries = new EntryInsert(_connection);
            Cursors = new LogCursors(_connection);
            Points = new PointDictionary(_connection, points);
            _batches = new BatchInsert(_connection, _entries, Points);
            Trimmer = new LogTrimmer(_connection, options.AlarmWindow);
            Chain = new ChainTable(_connection);
            Runs = new RunTable(_connection);
            Last = SqliteFile.Scalar(_connection, "SELECT max(sequence) FROM entry");
            First = _first.Scalar() ?? 0;
            _next = Math.Max(Last + 1, firstSequence);
            Age = SqliteFile.Scalar(_connection, "SELECT believed FROM age") is > 0 and var age ? age : LastTime;
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public LogCursors Cursors { get; }

    public PointDictionary Points { get; }

    public LogTrimmer Trimmer { get; }

    public ChainTable Chain { get; }

    public RunTable Runs { get; }

    /// <summary>Newest committed sequence; 0 when empty.</summary>
    public long Last { get; private set; }

    /// <summary>Oldest sequence kept; 0 when empty.</summary>
    public long First { get; private set; }

    /// <summary>When the newest entry was committed, UTC ticks; 0 when empty.</summary>
    public long LastTime => SqliteFile.Scalar(_connection, "SELECT time FROM entry ORDER BY sequence DESC LIMIT 1");

    /// <summary>The time by which entries grow old, as it was last believed, UTC ticks; 0 when there are none.</summary>
    public long Age { get; private set; }

    /// <summary>Keeps it for the next opening, where the clock may be wrong.</summary>
    public void KeepAge(long believed)
    {
        InTransaction(() =>
        {
            using var keep = new Statement(_connection, "INSERT OR REPLACE INTO age(id,believed) VALUES(1,?1)");
            keep.Bind(1, believed).Run();
        });
        Age = believed;
    }

    /// <summary>The next entry gets this sequence or a higher one.</summary>
    public void SkipTo(long next) => _next = Math.Max(_next, next);

    public List<AlarmRecord> LoadAlarms() => AlarmJournal.Load(_connection);

    public JudgingState? LoadJudging() => JudgingTable.Load(_connection);

    public void Append(IReadOnlyList<ReadingBatch> batches, long now) => InTransaction(() => _next = _batches.Run(batches, now, _next));

    public void AppendEvent(LogEntryKind kind, byte[] json, long now) => InTransaction(() => _entries.Run(_next++, now, kind, 0, json));

    /// <summary>Runs one round of trimming; what some reader had not read yet is written as a gap entry in the same transaction.</summary>
    /// <returns>What was lost to a reader; null when nothing was removed or everybody had read it.</returns>
    public GapRecord? Trim(Func<LogTrimmer, long, TrimmedRange?> round, GapReason reason, long now, out TrimmedRange? removed)
    {
        GapRecord? gap = null;
        TrimmedRange? range = null;
        InTransaction(() =>
        {
            range = round(Trimmer, Last);
            gap = range is null ? null : GapOf(range, reason);
            if (gap is not null)
            {
                _entries.Run(_next++, now, LogEntryKind.Gap, 0, GapCodec.Encode(gap));
            }
        });
        First = range is null ? First : _first.Scalar() ?? 0;
        removed = range;
        return gap;
    }

    public List<LogEntry> Read(long after, long upTo, int maxBytes, ref long damagedRows)
    {
        var damaged = 0L;
        var entries = _readers.With(reader => reader.Read(after, upTo, maxBytes, ref damaged));
        damagedRows += damaged;
        return entries;
    }

    public List<LogEntry> ReadEvents(long after, long upTo, int maxBytes)
    {
        var damaged = 0L;
        return _readers.With(reader => reader.ReadEvents(after, upTo, maxBytes, ref damaged));
    }

    public void KeepChain(IReadOnlyList<ChainLink> links) => InTransaction(() =>
    {
        foreach (var link in links)
        {
            Chain.Add(link);
        }

        Chain.ForgetBefore(First);
    });

    /// <summary>Another name and no runs but this one, both or neither.</summary>
    public void RenewEpoch()
    {
        var name = "";
        InTransaction(() =>
        {
            name = Chain.WriteEpoch();
            Runs.BeginAnew();
        });
        Chain.Use(name);
    }

    /// <summary>
    /// Takes back what a failed commit left in the write-ahead log: after an error of the disk SQLite reports failure, and yet finds the transaction there when the
    /// file is opened again. Nobody was told of it and its sender sends it again, so it would be stored twice. The gap record of a trim stays, as what it trimmed is gone.
    /// </summary>
    /// <param name="last">Newest sequence that was acknowledged.</param>
    public void TakeBack(long last)
    {
        if (Last <= last || IsTrimGap(last + 1))
        {
            return;
        }

        InTransaction(() =>
        {
            foreach (var sql in (string[])["DELETE FROM entry WHERE sequence>?1", "DELETE FROM occurrence WHERE sequence>?1", "DELETE FROM judging WHERE sequence>?1"])
            {
                using var statement = new Statement(_connection, sql);
                statement.Bind(1, last).Run();
            }
        });
        (Last, _next) = (last, last + 1);
        First = _first.Scalar() ?? 0;
    }

    public List<LogEntry> Transitions(long since) => _readers.With(reader => reader.Transitions(since));

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_readers, _begin, _commit, _rollback, _first, _entries, _batches, Cursors, Points, Trimmer, Chain, _connection])
        {
            part.Dispose();
        }
    }

    private void InTransaction(Action work)
    {
        var start = _next;
        try
        {
            _begin.Run();
            work();
            if (_next > start)
            {
                Runs.Begin(start);
            }

            _commit.Run();
        }
        catch
        {
            Rollback(start);
            throw;
        }

        Points.Committed();
        Runs.Committed();
        if (_next > start)
        {
            Last = _next - 1;
            First = First == 0 ? start : First;
        }
    }

    private void Rollback(long start)
    {
        _next = start;
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself after some errors; then there is no transaction left to end.
        }

        Points.RolledBack();
        Runs.RolledBack();
        Trimmer.RolledBack();
    }

    private bool IsTrimGap(long sequence)
    {
        var damaged = 0L;
        var entry = _readers.With(reader => reader.Read(sequence - 1, sequence, 1, ref damaged)).FirstOrDefault();
        return entry?.Kind == LogEntryKind.Gap && GapCodec.Decode(entry.Payload.Span)?.Reason is GapReason.Size or GapReason.Age or GapReason.DiskFull;
    }

    private GapRecord? GapOf(TrimmedRange range, GapReason reason) => range.To <= Cursors.Slowest
        ? null
        : new GapRecord
        {
            Reason = reason, FromTime = range.FromTime, ToTime = range.ToTime, Readings = range.Readings, Entries = range.Entries,
            FromSequence = range.From, ToSequence = range.To, Readers = Cursors.Behind(range.To),
        };
}
