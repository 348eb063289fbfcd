using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// Opens <c>log.db</c>, whatever state it is in: a damaged file is put aside, what can be read of it goes into a new one, and
/// what is missing is written there as a gap.
/// </summary>
internal sealed class LogOpening(string path, SqliteLogOptions options, IPointDirectory points, TimeProvider time)
{
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="SqliteException">The file cannot be opened for a reason other than damage (rights, disk).</exception>
    public (LogStore Store, LogStartReport Report) Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            var interrupted = DamagedFile.FinishExchange(path);
            var store = OpenChecked();
            return (store, TellMissingEnd(store) ?? new LogStartReport { DamagedFile = interrupted, LostTo = interrupted is null ? 0 : time.GetUtcNow().UtcTicks });
        }
        catch (SqliteException error) when (error.IsDamage())
        {
            return Repair();
        }
    }

    public (LogStore Store, LogStartReport Report) Repair()
    {
        var now = time.GetUtcNow();
        var aside = DamagedFile.NameAside(path, now);
        var salvage = Salvage();
        var report = new LogStartReport
        {
            DamagedFile = aside, SalvagedEntries = salvage.Salvaged, LostEntries = salvage.Lost, LostFrom = salvage.LostFrom, LostTo = now.UtcTicks,
        };
        using (var store = new LogStore(salvage.NewPath, options, points, FirstAfter(salvage.HighestSequence, now)))
        {
            // In the salvage already, so that a kill before it is in place cannot lose the count or the gap.
            store.AppendEvent(LogEntryKind.Gap, GapCodec.Encode(GapOf(report, salvage, store)), now.UtcTicks);
        }

        DamagedFile.Exchange(path, aside);
        return (new LogStore(path, options, points, firstSequence: 1), report);
    }

    /// <summary>
    /// The log had come further than it goes: what followed is gone with its write-ahead log, or an older copy was put in its place. Told as a gap; the count goes on
    /// where no reader can have been.
    /// </summary>
    private LogStartReport? TellMissingEnd(LogStore store)
    {
        var reached = LogMark.Read(path, store.Chain.Epoch, isEmpty: store.Last == 0);
        if (reached <= store.Last)
        {
            return null;
        }

        try
        {
            var now = time.GetUtcNow();
            var report = new LogStartReport { LostEntries = reached - store.Last, LostFrom = store.LastTime, LostTo = now.UtcTicks };
            var gap = new GapRecord
            {
                Reason = GapReason.Damage, FromTime = report.LostFrom, ToTime = report.LostTo, Readings = GapRecord.Unknown, Entries = report.LostEntries,
                FromSequence = store.Last + 1, ToSequence = reached, Readers = [.. store.Cursors.Readers],
            };
            store.SkipTo(FirstAfter(reached, now));
            store.AppendEvent(LogEntryKind.Gap, GapCodec.Encode(gap), now.UtcTicks);
            return report;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static GapRecord GapOf(LogStartReport report, LogSalvage salvage, LogStore store) => new()
    {
        Reason = GapReason.Damage, FromTime = report.LostFrom, ToTime = report.LostTo, Readings = GapRecord.Unknown,
        Entries = salvage.Salvaged == 0 ? GapRecord.Unknown : salvage.Lost, FromSequence = store.First, ToSequence = salvage.HighestSequence,
        Readers = [.. store.Cursors.Readers],
    };

    /// <summary>On a full disk nothing is copied: all stays in the damaged file, and the log starts anew.</summary>
    private LogSalvage Salvage()
    {
        var salvage = new LogSalvage(path, DamagedFile.StartSalvage(path), options.MaxPages);
        try
        {
            salvage.Run();
        }
        catch (SqliteException error) when (error.IsFull())
        {
            DamagedFile.StartSalvage(path);
            salvage.Forget();
        }

        return salvage;
    }

    /// <summary>
    /// The newest entries of the damaged file may be lost without a trace, and readers may have seen them: a sequence is never
    /// given out twice, so the new count starts at the microseconds since 2020, which no rate of entries can overtake.
    /// </summary>
    private static long FirstAfter(long highest, DateTimeOffset now) =>
        Math.Max(highest + 1, (now - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);

    private LogStore OpenChecked()
    {
        var file = new FileInfo(path);
        if (file.Exists && file.Length == 0)
        {
            throw new SqliteException("The file is empty.", SqliteErrors.NotADatabase);
        }

        if (file.Exists && file.Length <= options.CheckedBytes)
        {
            using var connection = SqliteFile.OpenForWriting(path);
            SqliteFile.QuickCheck(connection);
        }

        return new LogStore(path, options, points, firstSequence: 1);
    }
}
