namespace Gateway.Testing.Link.Programs;

/// <summary>The programs as they were built, in the same configuration as this test.</summary>
public static class BuildOutput
{
    public static string Root { get; } = FindRoot();

    public static string Gateway => Program("src/Gateway.Edge", "gateway");

    public static string Simulator => Program("simulators/Gateway.Simulators", "gateway-sim");

    /// <summary>Debug or Release, from this test's own folder: .../bin/{configuration}/net10.0/.</summary>
    public static string Configuration => AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2];

    public static string File(string relative) => Path.Combine(Root, relative);

    private static string Program(string project, string name)
    {
        var framework = AppContext.BaseDirectory.TrimEnd('/').Split('/')[^1];
        var path = Path.Combine(Root, project, "bin", Configuration, framework, name);
        return System.IO.File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not built: run 'make build'.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Gateway.sln was not found above the test.");
    }
}
