using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>Copies what can be read of a damaged log into a new one, row by row; each part on its own.</summary>
internal sealed class LogSalvage(string damagedPath, string newPath, long maxPages = 0)
{
    /// <summary>Numbers lost with the dictionary are not known, so new points start well above every number ever seen.</summary>
    private const int NumberJump = 1_000_000;

    public string NewPath => newPath;

    public long Salvaged { get; private set; }

    public long Lost { get; private set; }

    /// <summary>When the newest entry before the first loss was committed, UTC ticks; 0 when nobody can tell.</summary>
    public long LostFrom { get; private set; }

    /// <summary>Last sequence that the old log is known to have reached; 0 when nothing could be read.</summary>
    public long HighestSequence { get; private set; }

    /// <summary>What was copied is gone again; how far the old log went stays known.</summary>
    public void Forget() => (Salvaged, Lost, LostFrom) = (0, 0, 0);

    /// <exception cref="SqliteException">The new file cannot be written.</exception>
    public void Run()
    {
        using var target = SqliteFile.OpenForWriting(newPath, maxPages);
        LogSchema.Create(target);
        SqliteFile.Execute(target, "BEGIN IMMEDIATE");
        try
        {
            using var source = SqliteFile.OpenForWriting(damagedPath);
            Entries(source, target);
            Points(source, target);
            Part(() => Cursors(source, target));
            Part(() => Alarms(source, target));
            Part(() => Judging(source, target));
            Part(() => ChainTable.Copy(source, target));
            Part(() => RunTable.Copy(source, target));
        }
        catch (SqliteException error) when (!error.IsFull())
        {
            // The header itself is gone: nothing more to read. What was copied so far stays.
        }

        SqliteFile.Execute(target, "COMMIT");
        RebuildAlarms(target);
        OccurrenceIndex.Fill(target);
    }

    private void Entries(SqliteConnection source, SqliteConnection target)
    {
        using var insert = new Statement(target, "INSERT OR REPLACE INTO entry(sequence,time,kind,readings,crc,payload) VALUES(?1,?2,?3,?4,?5,?6)");
        new RowSalvage(source, "time,kind,readings,crc,payload", "entry", "sequence").Read(row =>
        {
            HighestSequence = Math.Max(HighestSequence, row.Int64(0));
            var payload = row.Blob(5);
            if (!EntryCheck.Fits(row.Int64(4), row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3), payload))
            {
                return;
            }

            insert.Bind(1, row.Int64(0)).Bind(2, row.Int64(1)).Bind(3, row.Int64(2)).Bind(4, row.Int64(3)).Bind(5, row.Int64(4)).Bind(6, payload).Run();
            Salvaged++;
        });
        Account(target);
    }

    /// <summary>
    /// Holes before the oldest readings are no loss: there the log let readings go on purpose and kept the records between them.
    /// </summary>
    private void Account(SqliteConnection target)
    {
        const string Kept = "FROM entry WHERE sequence >= (SELECT min(sequence) FROM entry WHERE kind=1)";
        var first = SqliteFile.Scalar(target, $"SELECT min(sequence) {Kept}");
        if (first == 0)
        {
            return;
        }

        Lost = Math.Max(0, HighestSequence - first + 1 - SqliteFile.Scalar(target, $"SELECT count(*) {Kept}"));
        var newest = SqliteFile.Scalar(target, "SELECT max(time) FROM entry");
        var firstHole = SqliteFile.Scalar(
            target,
            $"SELECT min(since) FROM (SELECT sequence, lag(sequence) OVER w AS before, lag(time) OVER w AS since {Kept} WINDOW w AS (ORDER BY sequence)) WHERE sequence > before + 1");
        LostFrom = firstHole == 0 ? newest : firstHole;
    }

    private static void Points(SqliteConnection source, SqliteConnection target)
    {
        // The covering index holds every row a second time, without the checksum.
        var second = new Dictionary<long, string>();
        Part(() =>
        {
            using var all = new Statement(source, "SELECT number,id FROM point INDEXED BY sqlite_autoindex_point_1 WHERE id>='' ORDER BY id");
            while (all.Step())
            {
                second[all.Int64(0)] = all.Text(1);
            }
        });
        using var insert = new Statement(target, "INSERT OR IGNORE INTO point(number,id,crc) VALUES(?1,?2,?3)");
        void Put(long number, string id) => insert.Bind(1, number).Bind(2, id).Bind(3, RowCheck.Of(number, id)).Run();
        var isWhole = new RowSalvage(source, HasChecksum(source) ? "id,crc" : "id,NULL", "point", "number").Read(row => TakePoint(row, second, Put));
        foreach (var (number, id) in second)
        {
            Put(number, id);
        }

        if (!isWhole)
        {
            Put(SqliteFile.Scalar(target, "SELECT max(number) FROM point") + NumberJump, "");
        }
    }

    private static bool HasChecksum(SqliteConnection source) =>
        SqliteFile.Scalar(source, "SELECT count(*) FROM pragma_table_info('point') WHERE name='crc'") > 0;

    /// <summary>A name that two copies do not agree on is the one that fits the checksum, or none: no name is better than another point's.</summary>
    private static void TakePoint(Statement row, Dictionary<long, string> second, Action<long, string> put)
    {
        var (number, id) = (row.Int64(0), row.Text(1));
        var copy = second.GetValueOrDefault(number);
        if (RowCheck.Fits(row, 2, number, id) && (!row.IsNull(2) || copy is null || copy == id))
        {
            second.Remove(number);
            put(number, id);
        }
        else if (copy is not null && copy != id && !RowCheck.Fits(row, 2, number, copy))
        {
            second.Remove(number);
        }
    }

    private void Cursors(SqliteConnection source, SqliteConnection target)
    {
        using var insert = new Statement(target, "INSERT OR IGNORE INTO cursor(reader,sequence,crc) VALUES(?1,?2,?3)");
        using var all = new Statement(source, $"SELECT reader,sequence,{(HasChecksum(source) ? "crc" : "NULL")} FROM cursor");
        while (all.Step())
        {
            var (reader, sequence) = (all.Text(0), all.Int64(1));
            if (!RowCheck.Fits(all, 2, sequence, reader))
            {
                sequence = 0;
            }

            HighestSequence = Math.Max(HighestSequence, sequence);
            insert.Bind(1, reader).Bind(2, sequence).Bind(3, RowCheck.Of(sequence, reader)).Run();
        }
    }

    private static void Alarms(SqliteConnection source, SqliteConnection target)
    {
        using var insert = new Statement(target, "INSERT OR IGNORE INTO alarm(id,point,kind,tier,state,raised,changed,transition) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)");
        new RowSalvage(source, "id,point,kind,tier,state,raised,changed,transition", "alarm", "number").Read(row => insert
            .Bind(1, row.Text(1)).Bind(2, row.Text(2)).Bind(3, row.Int64(3)).Bind(4, row.Int64(4))
            .Bind(5, row.Int64(5)).Bind(6, row.Int64(6)).Bind(7, row.Int64(7)).Bind(8, row.Blob(8)).Run());
    }

    private static void Judging(SqliteConnection source, SqliteConnection target)
    {
        if (JudgingTable.Load(source) is { } state)
        {
            using var judging = new JudgingTable(target);
            judging.Save(state.Sequence, state.Bytes.Span);
        }
    }

    /// <summary>An alarm whose journal row was lost comes back from the transitions that were kept.</summary>
    private static void RebuildAlarms(SqliteConnection target)
    {
        using var journal = new AlarmJournal(target);
        using var newer = new Statement(target, "SELECT count(*) FROM alarm WHERE id=?1 AND changed>=?2");
        using var all = new Statement(target, $"SELECT payload FROM entry WHERE kind={(int)LogEntryKind.Transition} ORDER BY sequence");
        while (all.Step())
        {
            var payload = all.Blob(0);
            if (LogCodec.TryDecodeTransition(payload) is { } transition
                && newer.Bind(1, transition.AlarmId).Bind(2, transition.EventTime).Scalar() == 0)
            {
                journal.Apply(transition, payload);
            }
        }
    }

    private static void Part(Action copy)
    {
        try
        {
            copy();
        }
        catch (SqliteException error) when (!error.IsFull())
        {
            // This table cannot be read to its end; the others may.
        }
    }
}
