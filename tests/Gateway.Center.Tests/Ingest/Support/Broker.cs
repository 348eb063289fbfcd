using Gateway.Drivers.Mqtt.Options;
using Gateway.Testing.Peers;

namespace Gateway.Center.Tests.Ingest.Support;

/// <summary>A real mosquitto on a free loopback port; what it keeps survives a restart.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PeerProcess? _process;

    public int Port { get; } = FreePort.Next();

    public static async Task<Broker> StartedAsync()
    {
        var broker = new Broker();
        await broker.StartAsync();
        return broker;
    }

    public async Task StartAsync()
    {
        await File.WriteAllLinesAsync(
            _folder.File("mosquitto.conf"),
            ["user root", $"listener {Port} 127.0.0.1", "allow_anonymous true", "persistence true", $"persistence_location {_folder.Path}/", "autosave_interval 1", "autosave_on_changes true"]);
        _process = PeerProcess.Start("mosquitto", "-c", _folder.File("mosquitto.conf"));
        await _process.WaitForPortAsync(Port);
    }

    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
    }

    public MqttConnectionOptions Connection(string clientId) => new()
    {
        Id = clientId, ClientId = clientId, Port = Port, Version = "5", KeepAliveS = 0, Reconnect = new MqttReconnectOptions { MinMs = 20, MaxMs = 100 },
    };

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }
}
