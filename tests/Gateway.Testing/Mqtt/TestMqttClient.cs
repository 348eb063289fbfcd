using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Testing.Mqtt;

/// <summary>Somebody at a broker, by our own client, who acknowledges all that comes. What is done with it says the one who derives from it.</summary>
public abstract class TestMqttClient : IMqttMessageSink, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    protected TestMqttClient(MqttConnectionOptions connection, params MqttSubscriptionOptions[] subscriptions) =>
        Client = new MqttClient(connection, subscriptions, this, TimeProvider.System, NullLogger.Instance);

    protected MqttClient Client { get; }

    /// <summary>Cancelled when this is disposed of.</summary>
    protected CancellationToken Stopping => _stop.Token;

    public virtual void OnMessage(in MqttMessage message)
    {
    }

    public void OnOversize(ReadOnlySpan<byte> topic, int length)
    {
    }

    public ValueTask OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        delivery?.Settle(DeliveryOutcome.Accepted);
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Client.DisposeAsync();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="beside">What runs beside the connection, until <see cref="Stopping"/>.</param>
    protected void Begin(Func<Task>? beside = null) => _run = beside is null ? Client.RunAsync(Stopping) : Task.WhenAll(Client.RunAsync(Stopping), beside());

    protected Task OnlineAsync() => Eventually.TrueAsync(() => Task.FromResult(Client.State == LinkState.Online), 20, () => $"the client is online: {Client.LastError}");
}
