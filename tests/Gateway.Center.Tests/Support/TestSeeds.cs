namespace Gateway.Center.Tests.Support;

internal static class TestSeeds
{
    /// <summary>The seeds of the repository.</summary>
    public static string Folder { get; } = Path.Combine(Root, "seeds");

    /// <summary>Of the repository.</summary>
    public static string Root => Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? at) =>
        at is null ? throw new DirectoryNotFoundException("seeds") : Directory.Exists(Path.Combine(at.FullName, "seeds", "packs")) ? at.FullName : Find(at.Parent);
}
