using Gateway.Drivers.Modbus.Transports;

namespace Gateway.Drivers.Modbus.Tests.Fakes;

/// <summary>Bytes handed over on the thread that delivers them, each delivery as one receive. For one test thread.</summary>
public sealed class MemoryChannel(MemoryChannel.Sent sent) : IByteChannel
{
    private readonly Queue<byte[]> _arrived = new();
    private TaskCompletionSource<int>? _waiting;
    private Memory<byte> _buffer;
    private bool _closed;

    public delegate void Sent(MemoryChannel channel, ReadOnlySpan<byte> bytes);

    public void DeliverLater(byte[] bytes, TimeSpan latency, TimeProvider time)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(_ => { timer?.Dispose(); Deliver(bytes); }, null, latency, Timeout.InfiniteTimeSpan);
    }

    public void Deliver(byte[] bytes)
    {
        _arrived.Enqueue(bytes);
        if (_waiting is { } waiting)
        {
            _waiting = null;
            waiting.SetResult(Take(_buffer));
        }
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (_closed || _arrived.Count > 0)
        {
            return ValueTask.FromResult(_closed ? 0 : Take(buffer));
        }

        (_buffer, _waiting) = (buffer, new TaskCompletionSource<int>());
        return new ValueTask<int>(_waiting.Task);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        sent(this, bytes.Span);
        return default;
    }

    public void Dispose()
    {
        _closed = true;
        _waiting?.TrySetResult(0);
    }

    private int Take(Memory<byte> buffer)
    {
        var bytes = _arrived.Dequeue();
        bytes.CopyTo(buffer);
        return bytes.Length;
    }
}
