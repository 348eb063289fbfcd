using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>
/// A client of MQTT 3.1.1 and 5 that keeps one connection alive and acknowledges a message only when its receiver says so.
/// <see cref="RunAsync"/> is called once; everything else from any thread.
/// </summary>
public sealed partial class MqttClient : IMqttPublisher, IAsyncDisposable
{
    // Reasons of one outage that are logged as soon as they are seen; an outage has one or two.
    private const int MostReasons = 8;

    private readonly MqttConnectionOptions _options;
    private readonly IReadOnlyList<MqttSubscriptionOptions> _subscriptions;
    private readonly IMqttMessageSink _sink;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AckLedger _ledger;
    private readonly Publications _publications = new();
    private readonly ReconnectDelay _delay;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private volatile MqttSession? _session;
    private volatile bool _kept;
    private bool _everConnected;
    private long _lastLost;

    /// <param name="subscriptions">Made anew at each connect, also when the broker kept the session.</param>
    public MqttClient(
        MqttConnectionOptions options,
        IReadOnlyList<MqttSubscriptionOptions> subscriptions,
        IMqttMessageSink sink,
        TimeProvider time,
        ILogger logger)
    {
        _options = options;
        _subscriptions = subscriptions;
        _sink = sink;
        _time = time;
        _logger = logger;
        _ledger = new AckLedger(options.MaxInFlight, OnKept);
        _delay = new ReconnectDelay(options.Reconnect, new Random(HashCode.Combine(options.EffectiveClientId, time.GetTimestamp())));
    }

    /// <summary>Told on every change of <see cref="State"/>.</summary>
    public Action<LinkState>? StateChanged { get; set; }

    public LinkState State { get; private set; } = LinkState.Starting;

    /// <summary>Why the last connection ended or an attempt failed; null when none did.</summary>
    public string? LastError => Trouble?.En;

    /// <summary>The same in both languages.</summary>
    public LocalizedText? Trouble { get; private set; }

    /// <summary>Messages of QoS 1 and 2 that wait for their acknowledgement.</summary>
    public int InFlight => _ledger.InFlight;

    /// <summary>Told when the broker has answered the subscriptions of a connection: from then on nothing published passes us by.</summary>
    public Action? Subscribed { get; set; }

    /// <summary>The broker has answered the subscriptions of the connection of now.</summary>
    public bool IsSubscribed { get; private set; }

    /// <summary>Largest packet the broker says it takes, bytes; <see cref="long.MaxValue"/> while it has said none (MQTT 3.1.1 never does).</summary>
    public long BrokerMaxPacketBytes => _session?.Limits?.MaximumPacketSize ?? long.MaxValue;

    /// <summary>Successful connects.</summary>
    public long Connects { get; private set; }

    /// <summary>Connects, and connects again, until cancelled; then waits up to two seconds for open batches and says goodbye.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var before = Connects;
            var started = _time.GetTimestamp();
            await RunConnectionAsync(stopping);
            if (stopping.IsCancellationRequested)
            {
                break;
            }

            SetState(LinkState.Offline);
            // A connection that breaks again at once (two clients with one id, a batch that cannot be stored) keeps its long wait.
            if (Connects > before && !_kept && _time.GetElapsedTime(started).TotalMilliseconds > _options.Reconnect.MaxMs)
            {
                _delay.Reset();
            }

            await WaitAsync(_delay.Next(), stopping);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The topic holds a wildcard or is empty, or the QoS is none.</exception>
    public async ValueTask<bool> PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, int qos, bool retain, CancellationToken cancellation)
    {
        if (!TopicFilter.IsValidTopic(topic) || qos is < 0 or > 2)
        {
            throw new ArgumentException($"Cannot publish to '{topic}' with QoS {qos}.", nameof(topic));
        }

        if (_session?.Limits is not { } limits
            || payload.Length + (topic.Length * 3) + 16L > Math.Min(limits.MaximumPacketSize, VariableInteger.Max))
        {
            return false;
        }

        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TrySend(topic, payload, new PublishFlags(Math.Min(qos, limits.MaximumQos), retain && limits.RetainAvailable), limits, done))
        {
            return false;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.TimeoutMs), _time);
        await using var timeout = limit.Token.Register(() =>
        {
            if (done.TrySetResult(false))
            {
                _publications.NoteTimeout();
            }
        });
        return await done.Task.WaitAsync(cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _ledger.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool TrySend(
        string topic, ReadOnlyMemory<byte> payload, PublishFlags flags, ConnectAck limits, TaskCompletionSource<bool> done)
    {
        if (_session is not { } session)
        {
            return false;
        }

        var open = flags.Qos > 0 ? _publications.Open(limits.ReceiveMaximum, flags.Qos, done) : default;
        if (flags.Qos > 0 && open.Id == 0)
        {
            AbortIfUnanswered(session);
            return false;
        }

        var sent = session.Sender.Send(buffer => Encode(buffer, topic, payload.Span, flags, open), flags.Qos == 0 ? done : null);
        if (!sent && open.Id != 0)
        {
            _publications.Finish(open.Id, taken: false);
        }

        return sent;
    }

    private void Encode(OutgoingBuffer buffer, string topic, ReadOnlySpan<byte> payload, PublishFlags flags, OpenPublication open)
    {
        if (open.ReleaseFirst)
        {
            PacketEncoder.Acknowledge(buffer, PacketType.PublishRelease, open.Id);
        }

        PacketEncoder.Publish(buffer, topic, payload, flags, open.Id, _options.IsVersion5);
    }

    /// <summary>A broker that answers pings but no publication would keep every id in use, and no warning could go out any more.</summary>
    private void AbortIfUnanswered(MqttSession session)
    {
        if (_publications.IsUnanswered)
        {
            session.Abort("The broker no longer acknowledges publications.");
        }
    }

    private async Task RunConnectionAsync(CancellationToken stopping)
    {
        _kept = false;
        using var session = new MqttSession(_options, _subscriptions, _sink, _ledger, _publications, _time)
        {
            CleanStart = _options.CleanStart && !_everConnected,
            Connected = OnConnected,
            Subscribed = OnSubscribed,
            Refused = OnSubscriptionRefused,
            Weakened = OnSubscriptionWeakened,
        };
        try
        {
            await session.RunAsync(() => _session = session, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogStopped(_options.Id);
        }
        catch (Exception e)
        {
            OnLost(e);
        }
        finally
        {
            _session = null;
            IsSubscribed = false;
            _publications.FailAll();
        }
    }

    private void OnConnected(ConnectAck ack)
    {
        _everConnected = true;
        Connects++;
        Trouble = null;
        _told.Clear();
        LogConnected(_options.Id, _options.Host, _options.Port, _options.Version, ack.SessionPresent);
        if (_options.Tls is { AllowUntrusted: true })
        {
            LogUntrusted(_options.Id);
        }

        SetState(LinkState.Online);
    }

    private void OnSubscribed()
    {
        IsSubscribed = true;
        Subscribed?.Invoke();
    }

    private void OnSubscriptionRefused(string filter, byte reason)
    {
        Trouble = new(
            $"消息服务器拒绝订阅“{filter}”：{ReasonCode.Describe(reason)}", $"The broker refused the subscription '{filter}': {ReasonCode.Describe(reason)}.");
        LogSubscriptionRefused(_options.Id, filter, reason);
        SetState(LinkState.Degraded);
    }

    private void OnSubscriptionWeakened(MqttSubscriptionOptions subscription, byte granted) =>
        LogSubscriptionWeakened(_options.Id, subscription.Filter, granted, subscription.Qos);

    /// <summary>Logged when the connection was up, and each reason once until it is up again; more than a few of them at most once a minute.</summary>
    private void OnLost(Exception error)
    {
        var trouble = ConnectionTrouble.Describe(error, _options);
        var known = State is LinkState.Offline
            && (_told.Contains(trouble.En) || (_told.Count >= MostReasons && _time.GetElapsedTime(_lastLost) < TimeSpan.FromMinutes(1)));
        Trouble = trouble;
        if (!known)
        {
            if (_told.Count < MostReasons)
            {
                _told.Add(trouble.En);
            }

            _lastLost = _time.GetTimestamp();
            LogLost(_options.Id, _options.Host, _options.Port, trouble.En, trouble.Zh);
        }
    }

    private void OnKept()
    {
        if (_kept)
        {
            return;
        }

        _kept = true;
        LogKept(_options.Id);
        _session?.Abort("The durable log could not store; the broker is asked to send again.");
    }

    private void SetState(LinkState state)
    {
        if (State != state)
        {
            State = state;
            StateChanged?.Invoke(state);
        }
    }

    private async Task WaitAsync(TimeSpan delay, CancellationToken stopping) =>
        await Task.Delay(delay, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
