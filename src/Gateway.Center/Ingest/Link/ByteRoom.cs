using System.Threading.Channels;

namespace Gateway.Center.Ingest.Link;

/// <summary>Room for so many bytes. One task takes; any thread gives back.</summary>
/// <param name="most">What is larger than that gets in alone.</param>
internal sealed class ByteRoom(long most)
{
    // One token is enough: who waits looks again after each.
    private readonly Channel<bool> _freed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _used;

    /// <summary>Waits until there is room.</summary>
    public async ValueTask TakeAsync(long bytes, CancellationToken cancellation)
    {
        while (Volatile.Read(ref _used) is var used and > 0 && used + bytes > most)
        {
            await _freed.Reader.ReadAsync(cancellation);
        }

        Interlocked.Add(ref _used, bytes);
    }

    public void Give(long bytes)
    {
        Interlocked.Add(ref _used, -bytes);
        _freed.Writer.TryWrite(true);
    }
}
