using System.Net.Sockets;

namespace Gateway.Simulators.Modbus;

/// <summary>A byte stream to a master: a socket or a serial line.</summary>
public interface IByteLink : IDisposable
{
    /// <summary>Returns 0 when the other side has closed.</summary>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation);

    ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);
}

/// <summary>A TCP connection.</summary>
public sealed class SocketLink(Socket socket) : IByteLink
{
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        socket.ReceiveAsync(buffer, SocketFlags.None, cancellation);

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            var sent = await socket.SendAsync(bytes, SocketFlags.None, cancellation);
            bytes = bytes[sent..];
        }
    }

    /// <summary>Lets what was sent arrive before the connection ends.</summary>
    public void Dispose()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The master was faster; nothing is left to say.
        }

        socket.Dispose();
    }
}
