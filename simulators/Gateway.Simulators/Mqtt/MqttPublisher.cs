using System.Net.Sockets;

namespace Gateway.Simulators.Mqtt;

/// <summary>
/// Publishes with QoS 0 and 1 and never gives up: connects again after a loss and resends what the broker has not
/// acknowledged, so that it knows exactly which messages the broker took. Thread-safe.
/// </summary>
public sealed class MqttPublisher : IAsyncDisposable
{
    private readonly MqttPublisherOptions _options;
    private readonly TimeProvider _time;
    private readonly Outbox _outbox;
    private readonly SemaphoreSlim _work = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile Socket? _socket;

    public MqttPublisher(MqttPublisherOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _outbox = new Outbox(options.MaxUnacknowledged);
        _running = RunAsync();
    }

    /// <summary>Messages handed over and not yet acknowledged (QoS 1) or not yet written (QoS 0).</summary>
    public int Outstanding => _outbox.Count;

    /// <summary>Whether the next message would be refused.</summary>
    public bool IsFull => _outbox.IsFull;

    /// <summary>Connections the broker accepted.</summary>
    public int Connected { get; private set; }

    /// <summary>Hands a message over. False when too many are unacknowledged; it was not taken then.</summary>
    /// <param name="topic">Without wildcards.</param>
    /// <param name="payload">Copied.</param>
    /// <param name="qos">0 or 1.</param>
    /// <param name="acknowledged">Called on PUBACK.</param>
    public bool TryPublish(string topic, ReadOnlySpan<byte> payload, int qos, Action? acknowledged = null)
    {
        var taken = _outbox.TryAdd(topic, payload, qos, acknowledged);
        Wake();
        return taken;
    }

    /// <summary>Breaks the connection without DISCONNECT, as a lost link does.</summary>
    public void Break() => _socket?.Dispose();

    /// <summary>Waits until everything is acknowledged, at most so long. True when it is.</summary>
    public async Task<bool> DrainAsync(TimeSpan most)
    {
        var start = _time.GetTimestamp();
        while (_outbox.Count > 0 && _time.GetElapsedTime(start) < most)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), _time);
        }

        return _outbox.Count == 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _work.Dispose();
    }

    private void Wake()
    {
        try
        {
            if (_work.CurrentCount == 0)
            {
                _work.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke the writer at the same moment, which is all that is wanted.
        }
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(_options.Host, _options.Port, _stop.Token);
                await ServeAsync(socket);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The next round connects again; what was not acknowledged is still in the outbox.
            }

            _socket = null;
            _outbox.Rewind();
            await Task.Delay(TimeSpan.FromMilliseconds(_options.ReconnectMs), _time, _stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var hello = MqttPackets.Connect(_options.ClientId, _options.KeepAliveSeconds, _options.User, _options.Password);
        await SendAsync(socket, hello);
        var reader = new AcknowledgementReader(socket, _outbox);
        await reader.ConnectedAsync(_stop.Token);
        Connected++;
        _socket = socket;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var reading = reader.RunAsync(over.Token);
        var writing = WriteAsync(socket, over.Token);
        await Task.WhenAny(reading, writing);
        await over.CancelAsync();
        socket.Dispose();
        await Task.WhenAll(reading, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteAsync(Socket socket, CancellationToken cancellation)
    {
        var packets = new List<byte[]>();
        var buffer = new byte[64 * 1024];
        var pingEvery = TimeSpan.FromSeconds(Math.Max(1, _options.KeepAliveSeconds / 2.0));
        var lastWrite = _time.GetTimestamp();
        while (!cancellation.IsCancellationRequested)
        {
            packets.Clear();
            if (_outbox.Take(packets, buffer.Length) > 0)
            {
                await SendAsync(socket, Joined(packets, buffer));
                lastWrite = _time.GetTimestamp();
                continue;
            }

            if (_time.GetElapsedTime(lastWrite) >= pingEvery)
            {
                await SendAsync(socket, MqttPackets.PingRequest);
                lastWrite = _time.GetTimestamp();
            }

            await _work.WaitAsync(TimeSpan.FromSeconds(1), cancellation);
        }

        await SendAsync(socket, MqttPackets.Disconnect);
    }

    private static ReadOnlyMemory<byte> Joined(List<byte[]> packets, byte[] buffer)
    {
        if (packets.Count == 1)
        {
            return packets[0];
        }

        var length = 0;
        foreach (var packet in packets)
        {
            packet.CopyTo(buffer, length);
            length += packet.Length;
        }

        return buffer.AsMemory(0, length);
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None)..];
        }
    }
}
