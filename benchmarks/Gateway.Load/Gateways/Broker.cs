using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways;

/// <summary>Debian's mosquitto on a free loopback port.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly PeerProcess _process;

    private Broker(PeerProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public int ProcessId => _process.Id;

    public static async Task<Broker> StartAsync(TemporaryFolder folder)
    {
        var port = FreePort.Next();
        await File.WriteAllTextAsync(folder.File("mosquitto.conf"), $"""
            listener {port} 127.0.0.1
            allow_anonymous true
            persistence false
            max_queued_messages 0
            max_inflight_messages 1000
            set_tcp_nodelay true

            """);
        var process = PeerProcess.Start("mosquitto", "-c", folder.File("mosquitto.conf"));
        await process.WaitForPortAsync(port);
        return new Broker(process, port);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
