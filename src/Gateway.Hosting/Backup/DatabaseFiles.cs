namespace Gateway.Hosting.Backup;

/// <summary>The databases of a data folder, told by the names of their files.</summary>
public static class DatabaseFiles
{
    private static readonly string[] s_beside = ["", "-wal", "-shm", "-mark"];

    /// <summary>A database, what belongs to it, or one that was damaged and put aside.</summary>
    public static bool IsDatabase(string name) => name.Contains(".db", StringComparison.Ordinal);

    /// <summary>Names of what stands directly in the folder and is neither one of the databases nor belongs to it, in their order.</summary>
    /// <param name="databases">Those in use.</param>
    public static IEnumerable<string> PutAside(string folder, IReadOnlyCollection<string> databases) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))
            .Where(name => IsDatabase(name) && !databases.Any(kept => s_beside.Any(end => name == kept + end))).Order(StringComparer.Ordinal)
        : [];
}
