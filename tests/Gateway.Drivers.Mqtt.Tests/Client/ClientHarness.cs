using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Drivers.Mqtt.Tests.Client;

/// <summary>One client on a clock the test moves, against a scripted broker.</summary>
internal sealed class ClientHarness : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public ScriptedBroker Broker { get; } = new();

    public RecordingSink Sink { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public MqttClient Client { get; private set; } = null!;

    public void Start(MqttConnectionOptions options)
    {
        Client = new MqttClient(
            options with { Id = "c", Port = Broker.Port, Reconnect = new MqttReconnectOptions { MinMs = 10, MaxMs = 10 } },
            [new MqttSubscriptionOptions { Filter = "t" }], Sink, Time, NullLogger.Instance);
        _run = Client.RunAsync(_stop.Token);
    }

    /// <summary>
    /// Moves the clock until it happened, in steps so short that ten of its seconds take half a real one at least: what the client does meanwhile is not
    /// overtaken. For waits of less than a minute.
    /// </summary>
    public Task UntilAsync(Func<bool> condition) => RecordingSink.Until(() =>
    {
        Time.Advance(TimeSpan.FromMilliseconds(100));
        return condition();
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await RecordingSink.Until(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return _run.IsCompleted;
        });
        await Client.DisposeAsync();
        Broker.Dispose();
        _stop.Dispose();
    }
}
