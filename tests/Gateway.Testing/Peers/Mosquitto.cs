namespace Gateway.Testing.Peers;

/// <summary>A real mosquitto on a free loopback port with its own configuration file; it can be killed and started again there.</summary>
/// <param name="keeps">Sessions, queues and retained messages survive a restart.</param>
public sealed class Mosquitto(bool keeps = true) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PeerProcess? _process;

    public int Port { get; } = FreePort.Next();

    public static async Task<Mosquitto> StartedAsync(bool keeps, params string[] lines)
    {
        var broker = new Mosquitto(keeps);
        await broker.StartAsync(lines);
        return broker;
    }

    /// <summary>A file beside its configuration; what it keeps is in <c>mosquitto.db</c>.</summary>
    public string FileOf(string name) => _folder.File(name);

    /// <param name="lines">Of its configuration, behind those for port and store.</param>
    public async Task StartAsync(params string[] lines)
    {
        // Started by root it would drop to a user who cannot read the test's folder; started by others it ignores the line.
        string[] store = keeps ? ["persistence true", $"persistence_location {_folder.Path}/", "autosave_interval 1", "autosave_on_changes true"] : ["persistence false"];
        await File.WriteAllLinesAsync(FileOf("mosquitto.conf"), ["user root", $"listener {Port} 127.0.0.1", .. store, .. lines]);
        _process = PeerProcess.Start("mosquitto", "-c", FileOf("mosquitto.conf"));
        await _process.WaitForPortAsync(Port);
    }

    /// <param name="name">Without SIG, for example STOP.</param>
    public Task SignalAsync(string name) => _process!.SignalAsync(name);

    /// <summary>Ends it at once.</summary>
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
