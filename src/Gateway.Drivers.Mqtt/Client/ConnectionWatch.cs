using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>Pings, and gives up a connection whose broker never answered or has gone silent.</summary>
internal sealed class ConnectionWatch(MqttConnectionOptions options, PacketSender sender, ReceiveLoop loop, TimeProvider time)
{
    private readonly TaskCompletionSource<ConnectAck> _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void OnAccepted(ConnectAck ack) => _accepted.TrySetResult(ack);

    /// <summary>The broker has answered SUBSCRIBE, or nothing was subscribed to.</summary>
    public void OnSubscribed() => _subscribed.TrySetResult();

    /// <summary>Never ends but by cancellation or by throwing.</summary>
    /// <exception cref="TimeoutException">The broker does not answer.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var ack = await AcceptedAsync(cancellation);
        var keeping = KeepAliveAsync(IntervalOf(ack), cancellation);
        await SubscribedAsync(cancellation);
        await keeping;
    }

    /// <summary>
    /// MQTT 3.1.1 section 3.1.2.10: 0 switches keep-alive off. The value of a version 5 broker replaces ours (section
    /// 3.2.2.3.14); when it is 0 ours stays, because PINGREQ may be sent at any time.
    /// </summary>
    private TimeSpan IntervalOf(ConnectAck ack) => TimeSpan.FromSeconds(ack.ServerKeepAliveS is > 0 and var asked ? asked : options.KeepAliveS);

    private async Task<ConnectAck> AcceptedAsync(CancellationToken cancellation)
    {
        try
        {
            return await _accepted.Task.WaitAsync(TimeSpan.FromMilliseconds(options.TimeoutMs), time, cancellation);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"No CONNACK within {options.TimeoutMs} ms.", e);
        }
    }

    /// <summary>Waits for SUBACK. Messages of an old session may come before it, so only a silent broker is given up, not one we do not read.</summary>
    private async Task SubscribedAsync(CancellationToken cancellation)
    {
        var limit = TimeSpan.FromMilliseconds(options.TimeoutMs);
        while (!_subscribed.Task.IsCompleted)
        {
            await _subscribed.Task.WaitAsync(limit, time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            if (!_subscribed.Task.IsCompleted && loop.Silence >= limit)
            {
                throw new TimeoutException($"No SUBACK within {options.TimeoutMs} ms.");
            }
        }
    }

    private async Task KeepAliveAsync(TimeSpan interval, CancellationToken cancellation)
    {
        if (interval == TimeSpan.Zero)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
        }

        while (true)
        {
            await Task.Delay(interval / 2, time, cancellation);
            sender.Send(PacketEncoder.PingRequest);
            if (loop.Silence >= interval * 1.5)
            {
                throw new TimeoutException($"The broker has been silent for {loop.Silence.TotalSeconds:F0} s.");
            }
        }
    }
}
