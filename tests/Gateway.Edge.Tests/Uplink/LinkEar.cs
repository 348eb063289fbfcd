using System.Collections.Concurrent;
using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Testing.Mqtt;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>A real mosquitto and, at it, somebody who hears all that the gateway <c>edge-1</c> of site <c>s1</c> in county <c>c1</c> says and sends it commands.</summary>
internal sealed class LinkEar : TestMqttClient
{
    private readonly Mosquitto _broker;

    private LinkEar(Mosquitto broker)
        : base(new MqttConnectionOptions { Id = "center", ClientId = "center", Port = broker.Port }, new MqttSubscriptionOptions { Filter = "rgw/v1/c1/s1/edge-1/#" }) =>
        _broker = broker;

    public int Port => _broker.Port;

    /// <summary>All there came, in order.</summary>
    public ConcurrentQueue<(string Leaf, byte[] Payload)> Heard { get; } = new();

    public IReadOnlyList<StateMessage> States => Of<StateMessage>(LinkTopics.State);

    public IReadOnlyList<TableMessage> Tables => Of<TableMessage>(LinkTopics.Table);

    public static async Task<LinkEar> StartAsync()
    {
        var ear = new LinkEar(await Mosquitto.StartedAsync(keeps: false, "allow_anonymous true"));
        ear.Begin();
        await ear.OnlineAsync();
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
        (await Client.PublishAsync(LinkTopics.Of("c1", "s1", "edge-1", leaf), payload, 1, false, CancellationToken.None)).ShouldBeTrue();

    public override void OnMessage(in MqttMessage message)
    {
        if (LinkTopics.TryParse(Encoding.UTF8.GetString(message.Topic), out var address))
        {
            Heard.Enqueue((address.Leaf, message.Payload.ToArray()));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _broker.DisposeAsync();
    }

    private List<T> Of<T>(string leaf)
        where T : class => [.. Heard.Where(heard => heard.Leaf == leaf).Select(heard => LinkJson.TryDecode<T>(heard.Payload, out var error).ShouldNotBeNull(error))];
}
