using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Gateway.Center.Ingest.Records;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Center.Tests.Ingest.Support;

/// <summary>A gateway as the contract has it, on a real broker: publishes what a test says and collects what the center sends.</summary>
internal sealed class TestEdge : IMqttMessageSink, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly MqttClient _client;
    private readonly TimeProvider _time;
    private readonly string _county;
    private Task _run = Task.CompletedTask;
    private string _chain = EventChain.Genesis;

    private TestEdge(Broker broker, TimeProvider time, string site, string edge, string county)
    {
        (_time, Site, Edge, _county) = (time, site, edge, county);
        _client = new MqttClient(
            broker.Connection($"edge-{site}-{edge}"),
            [new MqttSubscriptionOptions { Filter = Topic(LinkTopics.Receipts) }, new MqttSubscriptionOptions { Filter = Topic(LinkTopics.Commands) }],
            this, TimeProvider.System, NullLogger.Instance);
    }

    public string Site { get; }

    public string Edge { get; }

    public string Epoch { get; set; } = "e1";

    /// <summary>Of its log; none are told when empty.</summary>
    public IReadOnlyList<LinkRun> Runs { get; set; } = [];

    /// <summary>Sequence of the last event and of the last reading of this log.</summary>
    public long Sequence { get; set; }

    public long LastEvent { get; set; }

    public long LastReading { get; set; }

    public ConcurrentQueue<ReceiptMessage> Receipts { get; } = new();

    public ConcurrentQueue<CommandMessage> Commands { get; } = new();

    public static async Task<TestEdge> StartAsync(Broker broker, TimeProvider time, string site = "s-01", string edge = "edge-1", string county = "county")
    {
        var made = new TestEdge(broker, time, site, edge, county);
        made._run = made._client.RunAsync(made._stop.Token);
        await Eventually.TrueAsync(() => made._client.State == LinkState.Online);
        return made;
    }

    public string Topic(string leaf) => LinkTopics.Of(_county, Site, Edge, leaf);

    public async Task PublishAsync(string leaf, byte[] payload, bool retain = false) =>
        (await _client.PublishAsync(Topic(leaf), payload, 1, retain, CancellationToken.None)).ShouldBeTrue();

    public async Task PublishToAsync(string topic, byte[] payload) => (await _client.PublishAsync(topic, payload, 1, false, CancellationToken.None)).ShouldBeTrue();

    public Task SayAsync(bool online = true, long first = 1, int silenceS = 30, TimeSpan clock = default) => PublishAsync(LinkTopics.State, LinkJson.Encode(new StateMessage
    {
        Online = online, Epoch = Epoch, Runs = Runs, SentAt = _time.GetUtcNow() + clock, StartedAt = _time.GetUtcNow(), ProductVersion = "1.0", Head = Sequence, HeadTime = _time.GetUtcNow(),
        First = first, EventsReceipted = 0, ReadingsReceipted = 0, TableHash = "t", SilenceS = silenceS,
    }));

    public Task TableAsync(string hash, params string[] points) => PublishAsync(LinkTopics.Table, LinkJson.Encode(new TableMessage
    {
        Hash = hash, SiteName = new WarningText("甲厂", "Plant A"), Scenarios = ["dust"], Zones = [new ZoneEntry("z1", new WarningText("一区", "zone 1"))], RulePacks = ["gas 1"],
        Points = [.. points.Select(point => new PointEntry { Id = point, Name = new WarningText("甲烷", "methane"), Unit = "%LEL", Family = "gas", Quantity = "lel", Zone = "z1" })],
    }));

    /// <summary>The next readings of this log, one each of the given values, a second apart and ending now.</summary>
    public ReadingsBatch Readings(string point, params double[] values)
    {
        var after = LastReading;
        Sequence++;
        LastReading = Sequence;
        return Batch(point, after, Sequence, values);
    }

    public ReadingsBatch Batch(string point, long after, long upTo, params double[] values)
    {
        var now = _time.GetUtcNow().UtcTicks;
        return new ReadingsBatch
        {
            Epoch = Epoch, Runs = Runs, Range = new SequenceRange(after, upTo), SentAt = now, FirstTime = now - TimeSpan.TicksPerSecond, LastTime = now, IsHistorical = false,
            PointIds = [point], Points = [.. values.Select(_ => 0)], Times = [.. values.Select((_, i) => now - ((values.Length - 1 - i) * TimeSpan.TicksPerSecond))],
            Values = values, Qualities = [.. values.Select(_ => (byte)192)], Flags = [.. values.Select(_ => (byte)0)],
        };
    }

    public Task SendAsync(ReadingsBatch batch) => PublishAsync(batch.IsHistorical ? LinkTopics.Backlog : LinkTopics.Live, ReadingsCodec.Encode(batch));

    /// <summary>The next event of this log, chained to the one before.</summary>
    public EventMessage Event(string kind = "system", object? body = null, DateTimeOffset? time = null)
    {
        var after = LastEvent;
        Sequence++;
        LastEvent = Sequence;
        var message = new EventMessage
        {
            Epoch = Epoch, Runs = Runs, After = after, Sequence = Sequence, Time = time ?? _time.GetUtcNow(), SentAt = _time.GetUtcNow(), Kind = kind, Chain = "",
            Body = JsonSerializer.SerializeToElement(body ?? new { n = Sequence }),
        };
        message = message with { Chain = EventChain.Next(_chain, message) };
        _chain = message.Chain;
        return message;
    }

    /// <summary>A box with another log.</summary>
    public void StartAnew(string epoch)
    {
        (Epoch, Sequence, LastEvent, LastReading) = (epoch, 0, 0, 0);
        _chain = EventChain.Genesis;
    }

    public Task SendAsync(EventMessage message) => PublishAsync(LinkTopics.Events, LinkJson.Encode(message));

    public Task ReceiptAsync(Func<ReceiptMessage, bool> wanted) => Eventually.TrueAsync(() => Receipts.Any(wanted));

    /// <summary>Ends without a goodbye to the center.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(TimeSpan.FromSeconds(10));
        await _client.DisposeAsync();
        _stop.Dispose();
    }

    void IMqttMessageSink.OnMessage(in MqttMessage message)
    {
        var topic = Encoding.UTF8.GetString(message.Topic);
        if (topic == Topic(LinkTopics.Receipts) && LinkJson.TryDecode<ReceiptMessage>(message.Payload, out _) is { } receipt)
        {
            Receipts.Enqueue(receipt);
        }
        else if (LinkJson.TryDecode<CommandMessage>(message.Payload, out _) is { } command)
        {
            Commands.Enqueue(command);
        }
    }

    void IMqttMessageSink.OnOversize(ReadOnlySpan<byte> topic, int length)
    {
    }

    ValueTask IMqttMessageSink.OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        delivery?.Settle(DeliveryOutcome.Accepted);
        return ValueTask.CompletedTask;
    }
}
