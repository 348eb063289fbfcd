using System.Collections.Concurrent;
using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Mqtt;
using Gateway.Testing.Time;

namespace Gateway.Testing.Link.County;

/// <summary>Listens at the broker to what passes between gateways and center; on demand it says everything of the gateways a second time.</summary>
internal sealed class LinkSpy : TestMqttClient
{
    private readonly ConcurrentDictionary<string, SeenReceipt> _receipts = new();
    private readonly ConcurrentQueue<SeenBatch> _batches = new();
    private readonly ConcurrentDictionary<string, int> _said = new();
    private readonly ConcurrentQueue<(string Topic, byte[] Payload)> _echoes = new();
    private readonly bool _repeats;

    private LinkSpy(int port, bool repeats)
        : base(
            new MqttConnectionOptions { Id = "spy", ClientId = "spy", Port = port, Version = "5", Reconnect = new MqttReconnectOptions { MinMs = 20, MaxMs = 100 } },
            new MqttSubscriptionOptions { Filter = $"{LinkTopics.Of("county", LinkedGateway.Site, "+", "#")}", Qos = 1 }) =>
        _repeats = repeats;

    /// <summary>Batches of readings in the order they passed.</summary>
    public IReadOnlyList<SeenBatch> Batches => [.. _batches];

    public int Repeated { get; private set; }

    public static async Task<LinkSpy> StartedAsync(int port, bool repeats = false)
    {
        var spy = new LinkSpy(port, repeats);
        spy.Begin(spy.RepeatAsync);
        await spy.OnlineAsync();
        return spy;
    }

    /// <summary>The newest receipt of a gateway; null before the first.</summary>
    public SeenReceipt? ReceiptOf(string edge) => _receipts.GetValueOrDefault(edge);

    /// <summary>Readings are in the history before they are receipted: on a busy machine by seconds.</summary>
    public Task FirstReceiptAsync(string edge) => Eventually.TrueAsync(() => Task.FromResult(ReceiptOf(edge) is not null), 60, () => $"the center confirms something to {edge}");

    public override void OnMessage(in MqttMessage message)
    {
        var topic = Encoding.UTF8.GetString(message.Topic);
        if (!LinkTopics.TryParse(topic, out var address))
        {
            return;
        }

        if (address.Leaf == LinkTopics.Receipts && LinkJson.TryDecode<ReceiptMessage>(message.Payload, out _) is { } receipt)
        {
            _receipts[address.Edge] = new SeenReceipt(receipt.Epoch, receipt.Events, receipt.Readings);
        }
        else if (address.Leaf is LinkTopics.Live or LinkTopics.Backlog && ReadingsCodec.TryDecode(message.Payload.ToArray(), out var batch, out _))
        {
            _batches.Enqueue(new SeenBatch(address.Edge, address.Leaf == LinkTopics.Live, batch.Range, batch.Count));
        }

        Echo(topic, address.Leaf, message.Payload);
    }

    // Its own echo comes back to it: what was said twice is left alone.
    private void Echo(string topic, string leaf, ReadOnlySpan<byte> payload)
    {
        if (!_repeats || leaf is not (LinkTopics.Events or LinkTopics.Live or LinkTopics.Backlog))
        {
            return;
        }

        var copy = payload.ToArray();
        if (_said.AddOrUpdate($"{topic} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(copy))}", 1, (_, times) => times + 1) == 1)
        {
            _echoes.Enqueue((topic, copy));
        }
    }

    private async Task RepeatAsync()
    {
        while (!Stopping.IsCancellationRequested)
        {
            if (_echoes.TryDequeue(out var echo))
            {
                Repeated += await Client.PublishAsync(echo.Topic, echo.Payload, 1, false, Stopping) ? 1 : 0;
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Stopping);
            }
        }
    }
}

/// <summary>What the center said it has committed.</summary>
internal sealed record SeenReceipt(string Epoch, long Events, long Readings);

/// <summary>A batch of readings that passed the broker.</summary>
internal sealed record SeenBatch(string Edge, bool IsLive, SequenceRange Range, int Readings);
