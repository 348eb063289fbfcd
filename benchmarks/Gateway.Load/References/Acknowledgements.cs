using System.Net.Sockets;

namespace Gateway.Load.References;

/// <summary>Counts the PUBACKs that come back. One reader, one waiter.</summary>
internal sealed class Acknowledgements
{
    private readonly SemaphoreSlim _more = new(0, 1);
    private long _count;
    private bool _closed;

    public async Task ReadAsync(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        var parser = new PacketCounter(type: 4);
        try
        {
            while (await socket.ReceiveAsync(buffer) is > 0 and var read)
            {
                Interlocked.Add(ref _count, parser.Count(buffer.AsSpan(0, read)));
                Wake();
            }
        }
        catch (SocketException)
        {
            // As good as closed.
        }

        Volatile.Write(ref _closed, true);
        Wake();
    }

    public async Task WaitForAsync(long count)
    {
        while (Interlocked.Read(ref _count) < count)
        {
            if (Volatile.Read(ref _closed))
            {
                throw new EndOfStreamException();
            }

            await _more.WaitAsync();
        }
    }

    private void Wake()
    {
        if (_more.CurrentCount == 0)
        {
            _more.Release();
        }
    }
}
