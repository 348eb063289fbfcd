using System.Net;
using System.Threading.Channels;

namespace Gateway.Drivers.Modbus.Transports.DialIn;

/// <summary>Waits for the device of a line to connect. A device that connects anew replaces its old connection, which it has given up.</summary>
internal sealed class DialInChannelFactory(IPEndPoint endPoint, byte[] registration, TimeSpan patience, TimeProvider time) : IChannelFactory
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(30);
    private readonly Channel<IByteChannel> _offered = Channel.CreateBounded<IByteChannel>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }, static dropped => dropped.Dispose());

    private DialInListener? _listener;
    private IByteChannel? _current;
    private TimeSpan? _longerWait;

    /// <summary>The connect time-out at first, then longer and longer, so that an absent device is told of again but not all the time.</summary>
    public async ValueTask<IByteChannel> OpenAsync(CancellationToken cancellation)
    {
        _listener ??= DialInListener.Join(endPoint, this, registration, time);
        using var limit = new CancellationTokenSource(_longerWait ?? patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            _current = await _offered.Reader.ReadAsync(both.Token);
            _longerWait = null;
            return _current;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            var doubled = (_longerWait ?? patience) * 2;
            _longerWait = doubled < LongestPatience ? doubled : LongestPatience;
            throw new IOException($"The device has not connected to {endPoint}.", e);
        }
    }

    public void Offer(IByteChannel channel)
    {
        if (!_offered.Writer.TryWrite(channel))
        {
            channel.Dispose();
        }

        Volatile.Read(ref _current)?.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _listener?.Leave(this);
        _offered.Writer.TryComplete();
        while (_offered.Reader.TryRead(out var channel))
        {
            channel.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
