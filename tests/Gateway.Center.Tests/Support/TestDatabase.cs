using Gateway.Center.Configuration;

namespace Gateway.Center.Tests.Support;

/// <summary>A database of its own for each center under test.</summary>
internal static class TestDatabase
{
    public static DatabaseOptions Create() => new();

    public static void Drop(DatabaseOptions options)
    {
        // The SQLite file goes with its folder.
        _ = options;
    }
}

internal static class TestSeeds
{
    /// <summary>The seeds of the repository.</summary>
    public static string Folder { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? at) =>
        at is null ? throw new DirectoryNotFoundException("seeds") : Directory.Exists(Path.Combine(at.FullName, "seeds", "packs")) ? Path.Combine(at.FullName, "seeds") : Find(at.Parent);
}
