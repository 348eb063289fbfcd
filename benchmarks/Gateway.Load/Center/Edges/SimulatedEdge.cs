using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Load.Center.Watching;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Load.Center.Edges;

/// <summary>
/// One gateway on a connection of its own: state, table, live batches, events in a chain, receipts read. It judges and stores nothing. Publishing is called by
/// one task at a time; receipts come from the client's task.
/// </summary>
internal sealed class SimulatedEdge : IMqttMessageSink, IAsyncDisposable
{
    private const int Qos = 1;
    private const double Largest = 100;
    private readonly CancellationTokenSource _stop = new();
    private readonly MqttClient _client;
    private readonly Lock _gate = new();
    private readonly Queue<(long Sequence, long Stamp)> _waiting = new();
    private readonly LatencyBook _receipts;
    private readonly Random _random;
    private readonly string[] _points;
    private readonly int[] _rows;
    private readonly byte[] _qualities;
    private readonly byte[] _flags;
    private Task _run = Task.CompletedTask;
    private string _chain = EventChain.Genesis;
    private long _sequence;
    private long _lastEvent;
    private long _lastReading;

    public SimulatedEdge(int brokerPort, int number, int points, LatencyBook receipts)
    {
        (Number, _receipts, _random) = (number, receipts, new Random(number));
        _points = [.. Enumerable.Range(0, points).Select(EdgeMessages.PointOf)];
        (_rows, _qualities, _flags) = ([.. Enumerable.Range(0, points)], EdgeMessages.GoodQualities(points), new byte[points]);
        var options = new MqttConnectionOptions { Id = Site, ClientId = $"edge-{Site}", Port = brokerPort, Version = "5", CleanStart = true, TimeoutMs = 30_000 };
        _client = new MqttClient(options, [new() { Filter = Topic(LinkTopics.Receipts) }, new() { Filter = Topic(LinkTopics.Commands) }], this, TimeProvider.System, NullLogger.Instance);
    }

    public const string County = "county";

    public int Number { get; }

    public string Site => SiteOf(Number);

    public bool IsOnline => _client.State == LinkState.Online;

    /// <summary>Readings whose batch the broker took.</summary>
    public long ReadingsSent { get; private set; }

    /// <summary>Messages the broker did not take in time.</summary>
    public long Refused { get; private set; }

    /// <summary>Resends the center asked for: each is a hole it saw.</summary>
    public int AskedAgain { get; private set; }

    /// <summary>Everything sent is receipted.</summary>
    public bool IsReceipted
    {
        get
        {
            lock (_gate)
            {
                return EventsReceipted >= _lastEvent && ReadingsReceipted >= _lastReading;
            }
        }
    }

    public long EventsReceipted { get; private set; }

    public long ReadingsReceipted { get; private set; }

    /// <summary>Sequence of the newest batch.</summary>
    public long LastReading
    {
        get
        {
            lock (_gate)
            {
                return _lastReading;
            }
        }
    }

    /// <summary>Batches sent and not receipted.</summary>
    public int Unreceipted
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    public static string SiteOf(int number) => $"s{number:0000}";

    public void Connect() => _run = Task.Run(() => _client.RunAsync(_stop.Token));

    public async Task IntroduceAsync(CancellationToken cancellation)
    {
        await PublishAsync(LinkTopics.Table, LinkJson.Encode(EdgeMessages.Table(Number, _points.Length)), retain: true, cancellation);
        await SayAsync(cancellation);
    }

    public Task SayAsync(CancellationToken cancellation) => PublishAsync(
        LinkTopics.State,
        LinkJson.Encode(new StateMessage
        {
            Online = true, Epoch = "load", SentAt = Now, StartedAt = Now, ProductVersion = "load", Head = _sequence, HeadTime = Now, First = 1,
            EventsReceipted = EventsReceipted, ReadingsReceipted = ReadingsReceipted, TableHash = "load", SilenceS = 35,
        }),
        retain: true, cancellation);

    /// <summary>One reading of each point, now.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        var values = new double[_points.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Round(_random.NextDouble() * Largest, 1);
        }

        SequenceRange range;
        lock (_gate)
        {
            range = new SequenceRange(_lastReading, ++_sequence);
            _lastReading = range.UpTo;
            _waiting.Enqueue((range.UpTo, TimeProvider.System.GetTimestamp()));
        }

        var batch = EdgeMessages.Readings("load", range, _points, _rows, Now.UtcTicks, values, _qualities, _flags);
        await PublishAsync(LinkTopics.Live, ReadingsCodec.Encode(batch), retain: false, cancellation);
        ReadingsSent += values.Length;
    }

    /// <summary>A change of tier of one point: the transition of its alarm, then the warning.</summary>
    public async Task WarnAsync(string id, int point, string tier, string from, PublishedWarnings published, CancellationToken cancellation)
    {
        var now = Now;
        var transition = Event("transition", EdgeMessages.Transition($"t-{id}", point, tier, now), now);
        var warning = Event("warning", EdgeMessages.Warning(id, Site, point, tier, from, now), now);
        published.Note($"{Site}/edge-1/{id}");
        await Task.WhenAll(
            PublishAsync(LinkTopics.Events, LinkJson.Encode(transition), retain: false, cancellation),
            PublishAsync(LinkTopics.Events, LinkJson.Encode(warning), retain: false, cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _stop.Dispose();
    }

    void IMqttMessageSink.OnMessage(in MqttMessage message)
    {
        if (message.Topic.EndsWith("/receipts"u8) && LinkJson.TryDecode<ReceiptMessage>(message.Payload, out _) is { } receipt)
        {
            Take(receipt);
        }
        else if (message.Topic.EndsWith("/commands"u8) && LinkJson.TryDecode<CommandMessage>(message.Payload, out _) is { Kind: "resend" })
        {
            AskedAgain++;
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

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private string Topic(string leaf) => LinkTopics.Of(County, Site, "edge-1", leaf);

    private void Take(ReceiptMessage receipt)
    {
        var now = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            (EventsReceipted, ReadingsReceipted) = (Math.Max(EventsReceipted, receipt.Events), Math.Max(ReadingsReceipted, receipt.Readings));
            while (_waiting.TryPeek(out var first) && first.Sequence <= ReadingsReceipted)
            {
                _waiting.Dequeue();
                _receipts.Add(first.Stamp, now);
            }
        }
    }

    private EventMessage Event<T>(string kind, T body, DateTimeOffset now)
    {
        lock (_gate)
        {
            var message = new EventMessage
            {
                Epoch = "load", After = _lastEvent, Sequence = ++_sequence, Time = now, SentAt = now, Kind = kind, Chain = "", Body = LinkJson.Element(body),
            };
            (_lastEvent, _chain) = (message.Sequence, EventChain.Next(_chain, message));
            return message with { Chain = _chain };
        }
    }

    private async Task PublishAsync(string leaf, byte[] payload, bool retain, CancellationToken cancellation)
    {
        if (!await _client.PublishAsync(Topic(leaf), payload, Qos, retain, cancellation))
        {
            Refused++;
        }
    }
}
