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
            return (OpenChecked(), new LogStartReport());
        }
        catch (SqliteException error) when (error.IsDamage())
        {
            return Repair();
        }
    }

    public (LogStore Store, LogStartReport Report) Repair()
    {
        var now = time.GetUtcNow();
        var aside = DamagedFile.MoveAside(path, now);
        var salvage = new LogSalvage(aside, path);
        salvage.Run();
        var store = new LogStore(path, options, points, FirstAfter(salvage.HighestSequence, now));
        var gap = new LogGap(
            store.First, salvage.HighestSequence, salvage.Salvaged == 0 ? -1 : salvage.Lost, -1, 0, now.UtcTicks, GapReason.Damage, [.. store.Cursors.Readers]);
        store.AppendEvent(LogEntryKind.Gap, System.Text.Encoding.UTF8.GetString(gap.ToJson()), now.UtcTicks);
        return (store, new LogStartReport { DamagedFile = aside, SalvagedEntries = salvage.Salvaged, LostEntries = salvage.Lost });
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
