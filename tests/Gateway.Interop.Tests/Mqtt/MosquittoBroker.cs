using Gateway.Testing.Peers;

namespace Gateway.Interop.Tests.Mqtt;

/// <summary>A real mosquitto on a free loopback port, with its own configuration file and, if asked, its store on disk.</summary>
internal sealed class MosquittoBroker : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PeerProcess? _process;

    public int Port { get; } = FreePort.Next();

    public string FileOf(string name) => _folder.File(name);

    public async Task StartAsync(params string[] lines)
    {
        // Started by root it would drop to a user who cannot read the test's folder; started by others it ignores the line.
        var config = FileOf("mosquitto.conf");
        await File.WriteAllLinesAsync(
            config,
            ["user root", $"listener {Port} 127.0.0.1", "persistence true", $"persistence_location {_folder.Path}/", "autosave_interval 1", "autosave_on_changes true", .. lines]);
        _process = PeerProcess.Start("mosquitto", "-c", config);
        await _process.WaitForPortAsync(Port);
    }

    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }
}
