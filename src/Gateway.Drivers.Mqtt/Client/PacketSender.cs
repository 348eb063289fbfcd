using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>
/// Collects packets of any thread and writes all that are ready in one write: a system call a read, not a
/// message. One sender serves one connection.
/// </summary>
internal sealed class PacketSender : IDisposable
{
    private const int MostWaiting = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _ready = new(0, 1);
    private OutgoingBuffer _filling = new();
    private OutgoingBuffer _writing = new();
    private List<TaskCompletionSource<bool>> _waiters = [];
    private bool _closed;

    /// <summary>Adds packets; false when the connection is gone or 16 MiB already wait.</summary>
    public bool Send(Action<OutgoingBuffer> encode, TaskCompletionSource<bool>? written = null)
    {
        lock (_gate)
        {
            if (_closed || _filling.Length > MostWaiting)
            {
                return false;
            }

            encode(_filling);
            if (written is not null)
            {
                _waiters.Add(written);
            }

            Wake();
        }

        return true;
    }

    public void Acknowledge(PacketType type, ushort id)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                PacketEncoder.Acknowledge(_filling, type, id);
                Wake();
            }
        }
    }

    /// <summary>PUBACK, or PUBREC for ids marked as QoS 2.</summary>
    public void Acknowledge(ReadOnlySpan<int> ids)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            var target = _filling.Take(ids.Length * 4);
            foreach (var id in ids)
            {
                var type = (id & AckTicket.Qos2) != 0 ? PacketType.PublishReceived : PacketType.PublishAck;
                PacketEncoder.Acknowledge(target, type, (ushort)id);
                target = target[4..];
            }

            Wake();
        }
    }

    /// <summary>Writes until cancelled or the stream fails.</summary>
    public async Task RunAsync(Stream stream, CancellationToken cancellation)
    {
        while (true)
        {
            await _ready.WaitAsync(cancellation);
            var waiters = Swap();
            await stream.WriteAsync(_writing.Written, cancellation);
            _writing.Clear();
            waiters?.ForEach(w => w.TrySetResult(true));
        }
    }

    /// <summary>Refuses further packets and tells those who wait that theirs did not go.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _waiters.ForEach(w => w.TrySetResult(false));
            _waiters.Clear();
        }
    }

    public void Dispose() => _ready.Dispose();

    private List<TaskCompletionSource<bool>>? Swap()
    {
        lock (_gate)
        {
            (_filling, _writing) = (_writing, _filling);
            if (_waiters.Count == 0)
            {
                return null;
            }

            var waiters = _waiters;
            _waiters = [];
            return waiters;
        }
    }

    private void Wake()
    {
        if (_ready.CurrentCount == 0)
        {
            _ready.Release();
        }
    }
}
