using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Drivers.Modbus.Transports.DialIn;

/// <summary>
/// One listening port that any number of lines share. A device says with its registration packet which line it belongs to; one that says nothing
/// known within ten seconds is closed.
/// </summary>
internal sealed class DialInListener : IDisposable
{
    private const int LongestRegistration = 256;

    /// <summary>Callers that have not said yet who they are. One more is hung up on: each holds a descriptor, and a stranger has any number of them.</summary>
    private const int MostStrangers = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long the rest of a longer registration may take when a shorter one has come.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);
    private static readonly Lock Gate = new();
    private static readonly Dictionary<IPEndPoint, DialInListener> Open = [];

    private readonly ConcurrentDictionary<DialInChannelFactory, byte[]> _lines = new();
    private readonly Socket _socket;
    private readonly IPEndPoint _endPoint;
    private readonly TimeProvider _time;
    private int _strangers;

    private DialInListener(IPEndPoint endPoint, TimeProvider time)
    {
        (_endPoint, _time) = (endPoint, time);
        _socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endPoint);
            _socket.Listen();
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new IOException($"Cannot listen on {endPoint}: {e.SocketErrorCode}.", e);
        }
    }

    /// <summary>Adds a line to the listener of its port, which is opened with the first line.</summary>
    /// <exception cref="IOException">The port cannot be listened on.</exception>
    public static DialInListener Join(IPEndPoint endPoint, DialInChannelFactory line, byte[] registration, TimeProvider time)
    {
        lock (Gate)
        {
            var isOpen = Open.TryGetValue(endPoint, out var listener);
            listener ??= Open[endPoint] = new DialInListener(endPoint, time);

            // The line first: a device that dials in at once must find it.
            listener._lines[line] = registration;
            if (!isOpen)
            {
                _ = listener.AcceptAsync();
            }

            return listener;
        }
    }

    /// <summary>Takes a line off; the port is closed with the last.</summary>
    public void Leave(DialInChannelFactory line)
    {
        lock (Gate)
        {
            _lines.TryRemove(line, out _);
            if (_lines.IsEmpty)
            {
                Open.Remove(_endPoint);
                Dispose();
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Admit(await _socket.AcceptAsync());
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted)
            {
                return;
            }
            catch (SocketException)
            {
                // The caller hung up, or there are no descriptors left: the next may be luckier.
                await Task.Delay(TimeSpan.FromMilliseconds(100), _time);
            }
        }
    }

    private void Admit(Socket caller)
    {
        if (Interlocked.Increment(ref _strangers) > MostStrangers)
        {
            Interlocked.Decrement(ref _strangers);
            caller.Dispose();
            return;
        }

        _ = AdmitAsync(caller);
    }

    private async Task AdmitAsync(Socket caller)
    {
        try
        {
            await RegisterAsync(caller);
        }
        finally
        {
            Interlocked.Decrement(ref _strangers);
        }
    }

    private async Task RegisterAsync(Socket socket)
    {
        var received = new byte[LongestRegistration];
        var (length, line, used) = (0, default(DialInChannelFactory), 0);
        using var limit = new CancellationTokenSource(Patience, _time);
        try
        {
            for (var mayGrow = true; (line is null || mayGrow) && length < received.Length;)
            {
                var count = await socket.ReceiveAsync(received.AsMemory(length), SocketFlags.None, limit.Token);
                if (count == 0)
                {
                    socket.Dispose();
                    return;
                }

                length += count;
                var first = line is null;
                (line, used, mayGrow) = FindLine(received.AsSpan(0, length));
                if (first && line is not null)
                {
                    limit.CancelAfter(Settling);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What has come is all there is.
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            line = null;
        }

        if (line is null)
        {
            socket.Dispose();
            return;
        }

        line.Offer(new TcpChannel(socket, received.AsMemory(used, length - used)));
    }

    /// <summary>
    /// The longest registration wins, so that "site-1" does not take what "site-10" sends; while what came may still become a longer one, it is
    /// worth a moment's wait, for a packet may arrive in pieces.
    /// </summary>
    private (DialInChannelFactory? Line, int Used, bool MayGrow) FindLine(ReadOnlySpan<byte> received)
    {
        (DialInChannelFactory? Line, int Used, bool MayGrow) best = (null, 0, false);
        foreach (var (line, registration) in _lines)
        {
            best.MayGrow |= registration.Length > received.Length && registration.AsSpan().StartsWith(received);
            if (registration.Length > best.Used && received.StartsWith(registration))
            {
                best = (line, registration.Length, best.MayGrow);
            }
        }

        return best;
    }
}
