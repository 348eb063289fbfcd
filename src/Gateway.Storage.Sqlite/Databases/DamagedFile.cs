using System.Globalization;

namespace Gateway.Storage.Sqlite.Databases;

/// <summary>Puts a damaged database aside under a name that says when, so that somebody can look at it later.</summary>
internal static class DamagedFile
{
    private static readonly string[] Companions = ["-wal", "-journal"];

    /// <returns>The new path of the database file.</returns>
    public static string MoveAside(string path, DateTimeOffset now)
    {
        var stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var target = FreeName($"{path}.damaged-{stamp}");
        File.Move(path, target);
        foreach (var companion in Companions)
        {
            if (File.Exists(path + companion))
            {
                File.Move(path + companion, target + companion, overwrite: true);
            }
        }

        // The shared-memory index is rebuilt from the WAL; an old one beside a new file would be wrong.
        File.Delete(path + "-shm");
        return target;
    }

    private static string FreeName(string wanted)
    {
        var name = wanted;
        for (var i = 2; File.Exists(name); i++)
        {
            name = $"{wanted}-{i}";
        }

        return name;
    }
}
