namespace Gateway.Hosting.Backup;

/// <summary>One file to be backed up.</summary>
/// <param name="Name">In the archive; relative, with <c>/</c>.</param>
/// <param name="CopyAsync">Writes a copy of it, as it is at one moment, to the path given.</param>
public sealed record BackupPart(string Name, Func<string, CancellationToken, Task> CopyAsync)
{
    public static BackupPart OfFile(string name, string path) => Of(name, target => File.Copy(path, target));

    /// <param name="copy">Writes the copy to the path given.</param>
    public static BackupPart Of(string name, Action<string> copy) => new(name, (target, _) =>
    {
        copy(target);
        return Task.CompletedTask;
    });

    /// <summary>
    /// Every file of a folder but those a predicate leaves out and those being written this moment, which have another name a moment later; in the order of their names.
    /// </summary>
    /// <param name="prefix">Put before each name, with <c>/</c> at its end.</param>
    /// <param name="keeps">Asked with the path relative to the folder.</param>
    public static IEnumerable<BackupPart> OfFolder(string folder, string prefix, Func<string, bool> keeps) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')))
            .Where(file => !IsUnfinished(file.Name) && keeps(file.Name)).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => OfFile(prefix + file.Name, file.Path))
        : [];

    private static bool IsUnfinished(string name) => name.EndsWith(".new", StringComparison.Ordinal) || name.EndsWith(".tmp", StringComparison.Ordinal);
}
