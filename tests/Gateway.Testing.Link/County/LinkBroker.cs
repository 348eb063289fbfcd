using Gateway.Testing.Peers;

namespace Gateway.Testing.Link.County;

/// <summary>The broker between gateways and center: a real mosquitto that can be stopped and started on its port.</summary>
/// <param name="keeps">False: a restart forgets sessions, queues and retained messages.</param>
internal sealed class LinkBroker(bool keeps) : IAsyncDisposable
{
    private readonly Mosquitto _broker = new(keeps);

    public int Port => _broker.Port;

    public static async Task<LinkBroker> StartedAsync(bool keeps = true)
    {
        var broker = new LinkBroker(keeps);
        await broker.StartAsync();
        return broker;
    }

    public Task StartAsync() => _broker.StartAsync("allow_anonymous true", "max_queued_messages 0");

    /// <summary>Starts it again without sessions, queues and retained messages.</summary>
    public Task StartWithoutMemoryAsync()
    {
        File.Delete(_broker.FileOf("mosquitto.db"));
        return StartAsync();
    }

    /// <param name="name">Without SIG, for example STOP.</param>
    public Task SignalAsync(string name) => _broker.SignalAsync(name);

    /// <summary>Makes the persistent session of a client before it connects for the first time, so that what is sent meanwhile waits for it.</summary>
    public async Task KeepForAsync(string clientId, string filter)
    {
        var (code, output) = await PeerProcess.RunAsync("mosquitto_sub", "-p", $"{Port}", "-i", clientId, "-c", "-q", "1", "-t", filter, "-E");
        code.ShouldBe(0, output);
    }

    /// <summary>Ends it at once.</summary>
    public Task KillAsync() => _broker.KillAsync();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();
}
