namespace Gateway.Load.Gateways.Site;

/// <summary>Executables of this repository as they were built, in the configuration this program was built in.</summary>
internal static class BuiltProgram
{
    public static string Gateway => Find("src/Gateway.Edge", "gateway");

    public static string Center => Find("src/Gateway.Center", "warning-center");

    public static string Simulator => Find("simulators/Gateway.Simulators", "gateway-sim");

    /// <summary>A file of the repository.</summary>
    public static string File(string relative) => Path.Combine(Root(), relative);

    private static string Find(string project, string name)
    {
        // .../bin/{configuration}/{framework}/
        var parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        var path = Path.Combine(Root(), project, "bin", parts[^2], parts[^1], name);
        return System.IO.File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not built: run 'make build'.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Gateway.sln was not found above this program.");
    }
}
