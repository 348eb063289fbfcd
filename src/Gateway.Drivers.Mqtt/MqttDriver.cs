using System.Text;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Mapping;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Mqtt;

/// <summary>Reads the points of one MQTT connection and publishes through it.</summary>
public sealed partial class MqttDriver : IDriver, IMqttPublisher, IMqttMessageSink
{
    private readonly IReadingOutlet _outlet;
    private readonly int _source;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly MqttClient _client;
    private readonly TopicMap _topics;
    private readonly SourceClocks _clocks;
    private readonly long[] _setAsideBy = new long[Enum.GetValues<SetAsideKind>().Length];
    private readonly SetAsideRing _setAside = new();
    private ReadingBatch? _batch;
    private long _messages;
    private long _payloadBytes;
    private long _lastMessage;
    private long _lastTroubleLogged;

    /// <param name="options">Checked by <see cref="MqttConnectionOptionsValidator"/>.</param>
    /// <param name="bindings">Checked by <see cref="MqttPointBindingValidator"/>.</param>
    /// <param name="source">Index of the source, stamped on its batches.</param>
    /// <param name="binary">Decoder of binary payloads; null = the built-in one for plain integers and floats.</param>
    public MqttDriver(
        MqttConnectionOptions options,
        IReadOnlyList<ResolvedMqttBinding> bindings,
        IReadingOutlet outlet,
        int source,
        TimeProvider time,
        ILogger logger,
        IBinaryDecoderFactory? binary = null)
    {
        Id = options.Id;
        _outlet = outlet;
        _source = source;
        _time = time;
        _logger = logger;
        _clocks = new SourceClocks(TimeSpan.FromSeconds(options.ClockToleranceS), time, OnClock);
        _topics = new TopicMap(bindings, binary ?? PlainBinaryDecoder.Factory, _clocks);
        _client = new MqttClient(options, SubscriptionsOf(options, bindings), this, time, logger);
    }

    public string Id { get; }

    /// <summary>The newest messages that could not be read, oldest first, at most 100. Any thread.</summary>
    public IReadOnlyList<SetAsideMessage> SetAside => _setAside.Snapshot();

    /// <summary>Messages that could not be read so far.</summary>
    public long SetAsideCount => _setAside.Count;

    /// <summary>Messages on topics no point is bound to.</summary>
    public long UnmappedCount => SetAsideBy(SetAsideKind.Unmapped);

    /// <summary>Messages received so far.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Bytes of their payloads.</summary>
    public long PayloadBytes => Interlocked.Read(ref _payloadBytes);

    /// <summary>Messages of QoS 1 and 2 that wait for their acknowledgement.</summary>
    public int AcksPending => _client.InFlight;

    /// <summary>Connects after the first.</summary>
    public long Reconnects => Math.Max(0, _client.Connects - 1);

    /// <summary>Sources whose clock is not believed now.</summary>
    public int ClocksOff => _clocks.OffCount;

    /// <summary>Messages set aside for one reason; unmapped ones are counted each time, kept aside only the first of a topic.</summary>
    public long SetAsideBy(SetAsideKind kind) => Interlocked.Read(ref _setAsideBy[(int)kind]);

    /// <summary>The source clocks farthest off, the farthest first; only sources that send a time. Any thread.</summary>
    public IReadOnlyList<SourceClock> Clocks(int most) => _clocks.Worst(most);

    /// <summary>Source time minus receive time of the newest message of the point's source; null while none carried a time. Any thread.</summary>
    public TimeSpan? ClockOffsetOf(int point) => _clocks.OffsetOf(point);

    public async Task RunAsync(CancellationToken stopping)
    {
        using var shown = MqttMetrics.Show(this);
        await _client.RunAsync(stopping);
    }

    public DriverHealth GetHealth()
    {
        var device = new DeviceHealth(
            Id, _client.State, Interlocked.Read(ref _lastMessage), _client.LastError, Interlocked.Read(ref _messages), _setAside.Count, LatePolls: 0);
        return new DriverHealth(Id, "mqtt", _client.State, [device]);
    }

    /// <inheritdoc/>
    public ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, int qos, bool retain, CancellationToken cancellation) =>
        _client.PublishAsync(topic, payload, qos, retain, cancellation);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    void IMqttMessageSink.OnMessage(in MqttMessage message)
    {
        _messages++;
        _payloadBytes += message.Payload.Length;
        var batch = _batch ??= _outlet.Rent(_source);
        Volatile.Write(ref _lastMessage, batch.ReceivedTime);
        var route = _topics.Find(message.Topic, out var isNew);
        if (route is null)
        {
            OnUnmapped(message, isNew, batch.ReceivedTime);
            return;
        }

        string? trouble;
        var kind = SetAsideKind.Unreadable;
        try
        {
            trouble = route.Read(message.Payload, new MessageContext(batch, batch.ReceivedTime, message.Retained, route.Clock));
        }
        catch (Exception e)
        {
            // One message nobody foresaw may not stop the connection.
            trouble = $"{e.GetType().Name}: {e.Message}";
            kind = SetAsideKind.Unexpected;
        }

        if (trouble is not null)
        {
            _setAsideBy[(int)kind]++;
            PutAside(message.Topic, trouble, message.Payload, message.Payload.Length, batch.ReceivedTime);
        }
    }

    void IMqttMessageSink.OnOversize(ReadOnlySpan<byte> topic, int length)
    {
        _messages++;
        _payloadBytes += length;
        _setAsideBy[(int)SetAsideKind.Oversize]++;
        PutAside(topic, "Larger than maxPacketBytes.", default, length, _time.GetUtcNow().Ticks);
    }

    ValueTask IMqttMessageSink.OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        var batch = _batch;
        _batch = null;
        if (batch is { Count: > 0 })
        {
            batch.Delivery = delivery;
            return _outlet.WriteAsync(batch, cancellation);
        }

        if (batch is not null)
        {
            _outlet.Return(batch);
        }

        delivery?.Settle(DeliveryOutcome.Rejected);
        return ValueTask.CompletedTask;
    }

    private static List<MqttSubscriptionOptions> SubscriptionsOf(MqttConnectionOptions options, IReadOnlyList<ResolvedMqttBinding> bindings) =>
        options.Subscriptions.Count > 0
            ? [.. options.Subscriptions]
            : [.. bindings.Select(b => TopicMap.FilterOf(b.Binding)).Distinct(StringComparer.Ordinal).Select(f => new MqttSubscriptionOptions { Filter = f })];

    private void OnUnmapped(in MqttMessage message, bool isNew, long receivedTime)
    {
        _setAsideBy[(int)SetAsideKind.Unmapped]++;
        if (isNew)
        {
            PutAside(message.Topic, "No point is bound to this topic.", message.Payload, message.Payload.Length, receivedTime);
        }
    }

    private void PutAside(ReadOnlySpan<byte> topic, string reason, ReadOnlySpan<byte> payload, int length, long receivedTime)
    {
        _setAside.Add(receivedTime, topic, reason, payload, length);
        if (_lastTroubleLogged == 0 || _time.GetElapsedTime(_lastTroubleLogged) >= TimeSpan.FromMinutes(1))
        {
            _lastTroubleLogged = _time.GetTimestamp();
            LogSetAside(Id, Encoding.UTF8.GetString(topic), reason, _setAside.Count);
        }
    }

    private void OnClock(string topic, TimeSpan offset, bool isOff)
    {
        if (isOff)
        {
            LogClockOff(Id, topic, offset.TotalSeconds);
        }
        else
        {
            LogClockGood(Id, topic, offset.TotalSeconds);
        }
    }
}
