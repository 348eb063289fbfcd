using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Opens <c>history.db</c>, whatever state it is in: a damaged file is put aside and what can be read of it is taken over.</summary>
internal sealed class HistoryOpening(string path, TimeProvider time)
{
    /// <summary>Larger files are not checked at start; damage in them is found when it is met.</summary>
    private const long CheckedBytes = 64L << 20;

    /// <exception cref="SqliteException">The file cannot be opened for a reason other than damage (rights, disk).</exception>
    public (HistoryDatabase Database, string? DamagedFile, long Salvaged) Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            var interrupted = DamagedFile.FinishExchange(path);
            return (OpenChecked(), interrupted, 0);
        }
        catch (SqliteException error) when (error.IsDamage())
        {
            return Repair();
        }
    }

    public (HistoryDatabase Database, string? DamagedFile, long Salvaged) Repair()
    {
        var aside = DamagedFile.NameAside(path, time.GetUtcNow());
        var salvaged = Salvage();
        DamagedFile.Exchange(path, aside);
        return (new HistoryDatabase(path), aside, salvaged);
    }

    /// <summary>On a full disk nothing is copied: all stays in the damaged file, and the log is read again from its start.</summary>
    private long Salvage()
    {
        var salvage = new HistorySalvage(path, DamagedFile.StartSalvage(path));
        try
        {
            salvage.Run();
            return salvage.Salvaged;
        }
        catch (SqliteException error) when (error.IsFull())
        {
            using var empty = new HistoryDatabase(DamagedFile.StartSalvage(path));
            return 0;
        }
    }

    private HistoryDatabase OpenChecked()
    {
        var file = new FileInfo(path);
        if (file.Exists && file.Length <= CheckedBytes)
        {
            using var connection = SqliteFile.OpenForWriting(path);
            SqliteFile.QuickCheck(connection);
        }

        return new HistoryDatabase(path);
    }
}
