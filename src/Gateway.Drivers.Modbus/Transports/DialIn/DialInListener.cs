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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Lock Gate = new();
    private static readonly Dictionary<IPEndPoint, DialInListener> Open = [];

    private readonly ConcurrentDictionary<DialInChannelFactory, byte[]> _lines = new();
    private readonly Socket _socket;
    private readonly IPEndPoint _endPoint;
    private readonly TimeProvider _time;

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
            if (!Open.TryGetValue(endPoint, out var listener))
            {
                listener = new DialInListener(endPoint, time);
                Open[endPoint] = listener;
                _ = listener.AcceptAsync();
            }

            listener._lines[line] = registration;
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
                _ = RegisterAsync(await _socket.AcceptAsync());
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

    private async Task RegisterAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Patience, _time);
        var received = new byte[LongestRegistration];
        var length = 0;
        try
        {
            while (length < received.Length)
            {
                var count = await socket.ReceiveAsync(received.AsMemory(length), SocketFlags.None, limit.Token);
                length += count;
                if (count == 0)
                {
                    break;
                }

                if (FindLine(received.AsSpan(0, length)) is var (line, used) && line is not null)
                {
                    line.Offer(new TcpChannel(socket, received.AsMemory(used, length - used)));
                    return;
                }
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Treated as a device that said nothing known.
        }

        socket.Dispose();
    }

    private (DialInChannelFactory? Line, int Used) FindLine(ReadOnlySpan<byte> received)
    {
        // The longest registration wins, so that "site-1" does not take what "site-10" sends.
        (DialInChannelFactory? Line, int Used) best = (null, 0);
        foreach (var (line, registration) in _lines)
        {
            if (registration.Length > best.Used && received.StartsWith(registration))
            {
                best = (line, registration.Length);
            }
        }

        return best;
    }
}
