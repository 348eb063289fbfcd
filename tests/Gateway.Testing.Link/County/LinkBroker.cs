using Gateway.Testing.Peers;

namespace Gateway.Testing.Link.County;

/// <summary>The broker between gateways and center: a real mosquitto that can be stopped and started on its port.</summary>
/// <param name="keeps">False: a restart forgets sessions, queues and retained messages.</param>
internal sealed class LinkBroker(bool keeps) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PeerProcess? _process;

    public int Port { get; } = FreePort.Next();

    public static async Task<LinkBroker> StartedAsync(bool keeps = true)
    {
        var broker = new LinkBroker(keeps);
        await broker.StartAsync();
        return broker;
    }

    public async Task StartAsync()
    {
        await File.WriteAllTextAsync(_folder.File("link.conf"), $"""
            {(keeps ? "user root" : "")}
            listener {Port} 127.0.0.1
            allow_anonymous true
            persistence {(keeps ? "true" : "false")}
            persistence_location {_folder.Path}/
            autosave_interval 1
            autosave_on_changes true
            max_queued_messages 0

            """);
        _process = PeerProcess.Start("mosquitto", "-c", _folder.File("link.conf"));
        await _process.WaitForPortAsync(Port);
    }

    /// <summary>Starts it again without sessions, queues and retained messages.</summary>
    public Task StartWithoutMemoryAsync()
    {
        File.Delete(_folder.File("mosquitto.db"));
        return StartAsync();
    }

    /// <param name="name">Without SIG, for example STOP.</param>
    public Task SignalAsync(string name) => _process!.SignalAsync(name);

    /// <summary>Makes the persistent session of a client before it connects for the first time, so that what is sent meanwhile waits for it.</summary>
    public async Task KeepForAsync(string clientId, string filter)
    {
        var (code, output) = await PeerProcess.RunAsync("mosquitto_sub", "-p", $"{Port}", "-i", clientId, "-c", "-q", "1", "-t", filter, "-E");
        code.ShouldBe(0, output);
    }

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
