using System.Globalization;

namespace Gateway.Storage.Sqlite.Databases;

/// <summary>
/// Exchanges a damaged database for what could be saved of it. The salvage is made beside the damaged file and takes its place only
/// when it is complete, so a kill at any moment leaves either the damaged file, to be salvaged again, or the finished salvage.
/// </summary>
internal static class DamagedFile
{
    private static readonly string[] Companions = ["-wal", "-journal"];

    /// <summary>Where the salvage is made; what an interrupted one left there is removed.</summary>
    public static string StartSalvage(string path)
    {
        var salvage = SalvageOf(path);
        foreach (var suffix in (string[])["", "-shm", .. Companions])
        {
            File.Delete(salvage + suffix);
        }

        return salvage;
    }

    /// <summary>Under which name the damaged file is kept: one that says when, so that somebody can look at it later.</summary>
    public static string NameAside(string path, DateTimeOffset now)
    {
        var wanted = $"{path}.damaged-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        var name = wanted;
        for (var i = 2; File.Exists(name); i++)
        {
            name = $"{wanted}-{i}";
        }

        return name;
    }

    /// <summary>Puts the damaged file aside and the closed salvage in its place.</summary>
    public static void Exchange(string path, string aside)
    {
        File.Move(path, aside);
        foreach (var companion in Companions)
        {
            if (File.Exists(path + companion))
            {
                File.Move(path + companion, aside + companion, overwrite: true);
            }
        }

        PutInPlace(path);
    }

    /// <summary>Ends an exchange that was interrupted between its two moves.</summary>
    /// <returns>The damaged file of that exchange; null when there was none to end.</returns>
    public static string? FinishExchange(string path)
    {
        if (File.Exists(path) || !File.Exists(SalvageOf(path)))
        {
            return null;
        }

        PutInPlace(path);
        return Directory.GetFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.damaged-*")
            .Where(name => !Companions.Any(companion => name.EndsWith(companion, StringComparison.Ordinal))).Max(StringComparer.Ordinal) ?? path;
    }

    private static void PutInPlace(string path)
    {
        // Write-ahead log and index of the damaged file beside another one would be wrong.
        foreach (var companion in (string[])["-shm", .. Companions])
        {
            File.Delete(path + companion);
        }

        File.Move(SalvageOf(path), path);
    }

    private static string SalvageOf(string path) => path + ".salvage";
}
