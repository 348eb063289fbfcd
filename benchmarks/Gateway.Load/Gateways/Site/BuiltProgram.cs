using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways.Site;

/// <summary>Executables of this repository as they were built, in the configuration this program was built in.</summary>
internal static class BuiltProgram
{
    public static string Gateway => Find("src/Gateway.Edge", "gateway");

    public static string Center => Find("src/Gateway.Center", "warning-center");

    public static string Simulator => Find("simulators/Gateway.Simulators", "gateway-sim");

    /// <summary>Starts the gateway with the environment of its service unit: what is measured is what is installed.</summary>
    public static PeerProcess StartGateway(params string[] arguments) => Start(Gateway, "config/package/gateway/risk-gateway.service", arguments);

    /// <inheritdoc cref="StartGateway"/>
    public static PeerProcess StartCenter(params string[] arguments) => Start(Center, "config/package/warning-center/warning-center.service", arguments);

    /// <summary>A file of the repository.</summary>
    public static string File(string relative) => Path.Combine(Root(), relative);

    private static PeerProcess Start(string program, string unit, string[] arguments)
    {
        const string assignment = "Environment=";
        var variables = System.IO.File.ReadLines(File(unit)).Where(line => line.StartsWith(assignment, StringComparison.Ordinal)).Select(line => line[assignment.Length..]);
        return PeerProcess.Start("/usr/bin/env", [.. variables, program, .. arguments]);
    }

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
