namespace Gateway.EndToEnd.Tests.Support;

/// <summary>The programs as they were built, in the same configuration as this test.</summary>
public static class BuildOutput
{
    public static string Root { get; } = FindRoot();

    public static string Gateway => Program("src/Gateway.Edge", "gateway");

    public static string Simulator => Program("simulators/Gateway.Simulators", "gateway-sim");

    public static string File(string relative) => Path.Combine(Root, relative);

    private static string Program(string project, string name)
    {
        // .../tests/<project>/bin/<configuration>/net10.0/
        var parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        var path = Path.Combine(Root, project, "bin", parts[^2], parts[^1], name);
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
