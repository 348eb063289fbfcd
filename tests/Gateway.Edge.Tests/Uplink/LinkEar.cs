using System.Collections.Concurrent;
using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>A real mosquitto and, at it, somebody who hears all that the gateway <c>edge-1</c> of site <c>s1</c> in county <c>c1</c> says and sends it commands.</summary>
internal sealed class LinkEar : IMqttMessageSink, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private PeerProcess? _broker;
    private MqttClient? _client;
    private Task _run = Task.CompletedTask;

    public int Port { get; } = FreePort.Next();

    /// <summary>All there came, in order.</summary>
    public ConcurrentQueue<(string Leaf, byte[] Payload)> Heard { get; } = new();

    public IReadOnlyList<StateMessage> States => Of<StateMessage>(LinkTopics.State);

    public IReadOnlyList<TableMessage> Tables => Of<TableMessage>(LinkTopics.Table);

    public static async Task<LinkEar> StartAsync()
    {
        var ear = new LinkEar();
        await File.WriteAllTextAsync(ear._folder.File("m.conf"), $"listener {ear.Port} 127.0.0.1\nallow_anonymous true\npersistence false\n");
        ear._broker = PeerProcess.Start("mosquitto", "-c", ear._folder.File("m.conf"));
        await ear._broker.WaitForPortAsync(ear.Port);
        var options = new MqttConnectionOptions { Id = "center", ClientId = "center", Port = ear.Port };
        ear._client = new MqttClient(options, [new MqttSubscriptionOptions { Filter = "rgw/v1/c1/s1/edge-1/#" }], ear, TimeProvider.System, NullLogger.Instance);
        ear._run = ear._client.RunAsync(ear._stop.Token);
        await Eventually.TrueAsync(() => ear._client.State == LinkState.Online);
        return ear;
    }

    /// <summary>Sends a command and waits for what the gateway says to it.</summary>
    public async Task<CommandAnswer> AskAsync(string id, string kind, Func<CommandMessage, CommandMessage>? with = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var command = new CommandMessage { Id = id, Kind = kind, SentAt = now, ExpiresAt = now.AddMinutes(5), Actor = "值班员甲" };
        await SendAsync(LinkTopics.Commands, LinkJson.Encode(with?.Invoke(command) ?? command));
        await Eventually.TrueAsync(() => Of<CommandAnswer>(LinkTopics.Answers).Any(answer => answer.Id == id), 20);
        return Of<CommandAnswer>(LinkTopics.Answers).Last(answer => answer.Id == id);
    }

    public async Task SendAsync(string leaf, byte[] payload) =>
        (await _client!.PublishAsync(LinkTopics.Of("c1", "s1", "edge-1", leaf), payload, 1, false, CancellationToken.None)).ShouldBeTrue();

    public void OnMessage(in MqttMessage message)
    {
        if (LinkTopics.TryParse(Encoding.UTF8.GetString(message.Topic), out var address))
        {
            Heard.Enqueue((address.Leaf, message.Payload.ToArray()));
        }
    }

    public void OnOversize(ReadOnlySpan<byte> topic, int length)
    {
    }

    public ValueTask OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        delivery?.Settle(DeliveryOutcome.Accepted);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client!.DisposeAsync();
        await _broker!.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    private List<T> Of<T>(string leaf)
        where T : class => [.. Heard.Where(heard => heard.Leaf == leaf).Select(heard => LinkJson.TryDecode<T>(heard.Payload, out var error).ShouldNotBeNull(error))];
}
