using Gateway.Drivers.Mqtt.Options;
using Gateway.Testing.Peers;

namespace Gateway.Center.Tests.Ingest.Support;

/// <summary>A real mosquitto on a free loopback port; what it keeps survives a restart.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly Mosquitto _broker = new();

    public int Port => _broker.Port;

    public static async Task<Broker> StartedAsync()
    {
        var broker = new Broker();
        await broker.StartAsync();
        return broker;
    }

    // What waits for a client is not bounded: a test that sends much at once loses none of it.
    public Task StartAsync() => _broker.StartAsync("allow_anonymous true", "max_queued_messages 0");

    public Task KillAsync() => _broker.KillAsync();

    public MqttConnectionOptions Connection(string clientId) => new()
    {
        Id = clientId, ClientId = clientId, Port = Port, Version = "5", KeepAliveS = 0, Reconnect = new MqttReconnectOptions { MinMs = 20, MaxMs = 100 },
    };

    public ValueTask DisposeAsync() => _broker.DisposeAsync();
}
