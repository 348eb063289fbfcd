using Gateway.Testing.Peers;

namespace Gateway.Testing.Link.Programs;

/// <summary>Debian's mosquitto on a free loopback port, keeping everything for a client with a persistent session.</summary>
public sealed class Broker : IAsyncDisposable
{
    private readonly PeerProcess _process;

    private Broker(PeerProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<Broker> StartAsync(TemporaryFolder folder)
    {
        var port = FreePort.Next();
        var file = folder.File("mosquitto.conf");
        await System.IO.File.WriteAllTextAsync(file, $"""
            listener {port} 127.0.0.1
            allow_anonymous true
            persistence false
            max_queued_messages 0
            max_inflight_messages 1000

            """);
        var process = PeerProcess.Start("mosquitto", "-c", file);
        await process.WaitForPortAsync(port);
        return new Broker(process, port);
    }

    /// <summary>Makes the persistent session of a client before it connects for the first time, so that what is sent meanwhile waits for it.</summary>
    public async Task KeepForAsync(string clientId, string filter)
    {
        var (code, output) = await PeerProcess.RunAsync("mosquitto_sub", "-p", $"{Port}", "-i", clientId, "-c", "-q", "1", "-t", filter, "-E");
        code.ShouldBe(0, output);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
