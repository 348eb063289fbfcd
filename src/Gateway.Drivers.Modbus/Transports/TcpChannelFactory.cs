using System.Net.Sockets;

namespace Gateway.Drivers.Modbus.Transports;

/// <summary>Connects to a device or a serial server.</summary>
public sealed class TcpChannelFactory(string host, int port, TimeSpan connectTimeout, TimeProvider time) : IChannelFactory
{
    public async ValueTask<IByteChannel> OpenAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(connectTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await socket.ConnectAsync(host, port, both.Token);
            if (IsToItself(socket))
            {
                throw new SocketException((int)SocketError.ConnectionRefused);
            }

            return new TcpChannel(socket);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            var why = e is SocketException s ? s.SocketErrorCode.ToString() : $"no answer within {connectTimeout.TotalMilliseconds} ms";
            throw new IOException($"Cannot connect to {host}:{port}: {why}.", e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// Whether both ends are this one socket. Who tries a port of this machine on which nobody listens may be given that very port to come from, and TCP then
    /// connects the socket to itself (RFC 9293, 3.5, simultaneous open): every question would come back as its answer, and the serial server could not open its port.
    /// </summary>
    internal static bool IsToItself(Socket socket) => socket.LocalEndPoint is { } local && local.Equals(socket.RemoteEndPoint);
}
