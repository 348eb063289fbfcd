using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>One network connection from its opening to its end: reads, writes and watches over it.</summary>
internal sealed class MqttSession(
    MqttConnectionOptions options,
    IReadOnlyList<MqttSubscriptionOptions> subscriptions,
    IMqttMessageSink sink,
    AckLedger ledger,
    Publications publications,
    TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _aborted = new();
    private string? _abortReason;

    public bool CleanStart { get; init; }

    public Action<ConnectAck>? Connected { get; init; }

    /// <summary>The broker has answered all subscriptions.</summary>
    public Action? Subscribed { get; init; }

    /// <summary>A subscription the broker refused, with its reason code.</summary>
    public Action<string, byte>? Refused { get; init; }

    /// <summary>A subscription the broker grants only a lower QoS, with that QoS.</summary>
    public Action<MqttSubscriptionOptions, byte>? Weakened { get; init; }

    public PacketSender Sender { get; } = new();

    /// <summary>What the broker allows; null before CONNACK.</summary>
    public ConnectAck? Limits { get; private set; }

    /// <summary>Ends the connection without a goodbye.</summary>
    public void Abort(string reason)
    {
        Interlocked.CompareExchange(ref _abortReason, reason, null);
        try
        {
            _ = _aborted.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    /// <param name="usable">Called when publishing may begin.</param>
    public async Task RunAsync(Action usable, CancellationToken stopping)
    {
        await using var stream = await OpenAsync(stopping);
        var control = new ControlPacketHandler(options.IsVersion5, Sender, ledger, publications);
        var loop = new ReceiveLoop(stream, options.MaxPacketBytes, options.IsVersion5, ledger, sink, control, time);
        var watch = new ConnectionWatch(options, Sender, loop, time);
        control.OnConnected = ack =>
        {
            Limits = ack;
            Subscribe(watch);
            usable();
            Connected?.Invoke(ack);
            watch.OnAccepted(ack);
        };
        control.OnSubscribed = reasons =>
        {
            watch.OnSubscribed();
            CheckSubscriptions(reasons);
            Subscribed?.Invoke();
        };
        var password = BrokerStream.ReadPassword(options);
        Sender.Send(buffer => PacketEncoder.Connect(buffer, options, password, CleanStart));
        await RunLoopsAsync(stream, loop, watch, stopping);
    }

    public void Dispose()
    {
        Sender.Close();
        Sender.Dispose();
        _aborted.Dispose();
    }

    private async Task<Stream> OpenAsync(CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(options.TimeoutMs), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        try
        {
            return await BrokerStream.OpenAsync(options, either.Token);
        }
        catch (OperationCanceledException e) when (!stopping.IsCancellationRequested)
        {
            throw new TimeoutException($"No connection within {options.TimeoutMs} ms.", e);
        }
    }

    private async Task RunLoopsAsync(Stream stream, ReceiveLoop loop, ConnectionWatch watch, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_aborted.Token);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopping, ending.Token);
        using var handingOver = new CancellationTokenSource();
        await using var lastWords = stopping.Register(() => handingOver.CancelAfter(s_lastWords));
        var receive = Task.Run(() => loop.RunAsync(reading.Token, handingOver.Token), CancellationToken.None);
        var send = Sender.RunAsync(stream, ending.Token);
        var watching = watch.RunAsync(ending.Token);
        var first = await Task.WhenAny(receive, send, watching);
        if (stopping.IsCancellationRequested && !_aborted.IsCancellationRequested)
        {
            await SayGoodbyeAsync(receive);
        }

        await ending.CancelAsync();
        Sender.Close();
        await Task.WhenAll(receive, send, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_abortReason is { } reason)
        {
            throw new MqttProtocolException(reason);
        }

        await first;
    }

    /// <summary>Lets open batches settle, so that their messages do not come again, and tells the broker that we go. Paced by the system's clock: it decides nothing.</summary>
    private async Task SayGoodbyeAsync(Task receive)
    {
        await receive.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var started = TimeProvider.System.GetTimestamp();
        while (ledger.InFlight > 0 && TimeProvider.System.GetElapsedTime(started) < s_lastWords)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Sender.Send(PacketEncoder.Disconnect, written))
        {
            await Task.WhenAny(written.Task, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System));
        }
    }

    private void Subscribe(ConnectionWatch watch)
    {
        if (subscriptions.Count == 0)
        {
            watch.OnSubscribed();
            return;
        }

        Sender.Send(buffer => PacketEncoder.Subscribe(buffer, Publications.SubscribeId, subscriptions, options.IsVersion5));
    }

    private void CheckSubscriptions(byte[] reasons)
    {
        if (reasons.Length != subscriptions.Count)
        {
            throw new MqttProtocolException($"A SUBACK with {reasons.Length} reason codes for {subscriptions.Count} filters.");
        }

        for (var i = 0; i < reasons.Length; i++)
        {
            if (reasons[i] >= ReasonCode.Failure)
            {
                Refused?.Invoke(subscriptions[i].Filter, reasons[i]);
            }
            else if (reasons[i] < subscriptions[i].Qos)
            {
                Weakened?.Invoke(subscriptions[i], reasons[i]);
            }
        }
    }
}
