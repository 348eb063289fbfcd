using Gateway.Storage.Sqlite.Databases;

namespace Gateway.Faults.Disk.Work;

/// <summary>A planted defect: the newest unread readings go, and no gap record says so.</summary>
internal static class UncountedTrim
{
    public static void Strike(string path)
    {
        using var connection = SqliteFile.OpenForWriting(path);
        SqliteFile.Execute(connection, "DELETE FROM entry WHERE sequence=(SELECT max(sequence) FROM entry WHERE kind=1)");
    }
}
