namespace Gateway.Conventions.Tests.Support;

/// <summary>The files of a source tree as a person would see them: without what is built, downloaded or versioned.</summary>
public sealed class Repository
{
    private static readonly HashSet<string> s_notSource =
        new(["bin", "obj", "artifacts", "node_modules", ".git", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea", "dist", "wwwroot"], StringComparer.Ordinal);

    private readonly Lazy<IReadOnlyList<string>> _files;

    public Repository(string root)
    {
        Root = Path.GetFullPath(root);
        _files = new(() => [.. Walk(Root).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)]);
    }

    public string Root { get; }

    /// <summary>All files, relative to the root, with forward slashes.</summary>
    public IReadOnlyList<string> Files => _files.Value;

    /// <summary>The tree this test was built from: the nearest folder above it that holds Gateway.sln.</summary>
    public static Repository OfThisTest()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return new Repository(folder?.FullName ?? throw new InvalidOperationException("Gateway.sln was not found above the test."));
    }

    public IEnumerable<string> With(string extension) => Files.Where(f => f.EndsWith(extension, StringComparison.Ordinal));

    public bool Exists(string relative)
    {
        var path = Path.Combine(Root, relative);
        return File.Exists(path) || Directory.Exists(path);
    }

    public string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public string[] Lines(string relative) => File.ReadAllLines(Path.Combine(Root, relative));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            // In a linked checkout .git is a file.
            if (Path.GetFileName(file) != ".git")
            {
                yield return file;
            }
        }

        foreach (var child in Directory.EnumerateDirectories(folder).Where(d => !s_notSource.Contains(Path.GetFileName(d))))
        {
            foreach (var file in Walk(child))
            {
                yield return file;
            }
        }
    }
}
