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

    /// <summary>A subscription the broker refused, with its reason code.</summary>
    public Action<string, byte>? Refused { get; init; }

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
        var control = new ControlPacketHandler(options.IsVersion5, Sender, ledger, publications)
        {
            OnConnected = ack =>
            {
                Limits = ack;
                Subscribe();
                usable();
                Connected?.Invoke(ack);
            },
            OnSubscribed = CheckSubscriptions,
        };
        var password = BrokerStream.ReadPassword(options);
        Sender.Send(buffer => PacketEncoder.Connect(buffer, options, password, CleanStart));
        await RunLoopsAsync(stream, control, stopping);
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

    private async Task RunLoopsAsync(Stream stream, ControlPacketHandler control, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_aborted.Token);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopping, ending.Token);
        using var handingOver = new CancellationTokenSource();
        await using var lastWords = stopping.Register(() => handingOver.CancelAfter(s_lastWords));
        var loop = new ReceiveLoop(stream, options.MaxPacketBytes, options.IsVersion5, ledger, sink, control, time);
        var receive = Task.Run(() => loop.RunAsync(reading.Token, handingOver.Token), CancellationToken.None);
        var send = Sender.RunAsync(stream, ending.Token);
        var watch = WatchAsync(loop, control, ending.Token);
        var first = await Task.WhenAny(receive, send, watch);
        if (stopping.IsCancellationRequested && !_aborted.IsCancellationRequested)
        {
            await SayGoodbyeAsync(receive);
        }

        await ending.CancelAsync();
        Sender.Close();
        await Task.WhenAll(receive, send, watch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_abortReason is { } reason)
        {
            throw new MqttProtocolException(reason);
        }

        await first;
    }

    /// <summary>Lets open batches settle, so that their messages do not come again, and tells the broker that we go.</summary>
    private async Task SayGoodbyeAsync(Task receive)
    {
        await receive.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var started = time.GetTimestamp();
        while (ledger.InFlight > 0 && time.GetElapsedTime(started) < s_lastWords)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), time);
        }

        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Sender.Send(PacketEncoder.Disconnect, written))
        {
            await Task.WhenAny(written.Task, Task.Delay(TimeSpan.FromMilliseconds(500), time));
        }
    }

    /// <summary>Pings, and gives up a connection whose broker has gone silent or never answered.</summary>
    private async Task WatchAsync(ReceiveLoop loop, ControlPacketHandler control, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var keepAlive = TimeSpan.FromSeconds(control.Connected?.ServerKeepAliveS is > 0 and var asked ? asked : options.KeepAliveS);
            var step = Math.Min(keepAlive.TotalMilliseconds / 2, control.Connected is null ? options.TimeoutMs : double.MaxValue);
            await Task.Delay(TimeSpan.FromMilliseconds(step), time, cancellation);
            if (control.Connected is not null)
            {
                Sender.Send(PacketEncoder.PingRequest);
            }
            else if (time.GetElapsedTime(started).TotalMilliseconds >= options.TimeoutMs)
            {
                throw new TimeoutException($"No CONNACK within {options.TimeoutMs} ms.");
            }

            if (loop.Silence > keepAlive * 1.5)
            {
                throw new TimeoutException($"The broker has been silent for {loop.Silence.TotalSeconds:F0} s.");
            }
        }
    }

    private void Subscribe()
    {
        if (subscriptions.Count > 0)
        {
            Sender.Send(buffer => PacketEncoder.Subscribe(buffer, Publications.SubscribeId, subscriptions, options.IsVersion5));
        }
    }

    private void CheckSubscriptions(byte[] reasons)
    {
        for (var i = 0; i < reasons.Length && i < subscriptions.Count; i++)
        {
            if (reasons[i] >= 0x80)
            {
                Refused?.Invoke(subscriptions[i].Filter, reasons[i]);
            }
        }
    }
}
