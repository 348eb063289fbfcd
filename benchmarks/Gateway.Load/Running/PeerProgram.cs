using Gateway.Testing.Peers;

namespace Gateway.Load.Running;

/// <summary>This program once more, as the far end of a measurement.</summary>
internal sealed class PeerProgram : IAsyncDisposable
{
    private const string Ready = "listening on ";

    private readonly PeerProcess _process;

    private PeerProgram(PeerProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<PeerProgram> StartAsync(string name, params string[] arguments)
    {
        var process = Start(name, arguments);
        await process.WaitForOutputAsync(Ready);
        var line = process.Output.Split('\n').Single(l => l.StartsWith(Ready, StringComparison.Ordinal));
        return new PeerProgram(process, int.Parse(line[Ready.Length..]));
    }

    /// <summary>One that listens on nothing.</summary>
    public static PeerProcess Start(string name, params string[] arguments) =>
        PeerProcess.Start(Environment.ProcessPath!, [.. Host(typeof(PeerProgram).Assembly.Location), name, .. arguments]);

    /// <summary>What a peer prints when it is ready.</summary>
    public static void Announce(int port) => Console.WriteLine($"{Ready}{port}");

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>Started as <c>dotnet Gateway.Load.dll</c> the assembly must be named again.</summary>
    private static string[] Host(string assembly) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [assembly] : [];
}
