using System.Net.Sockets;

namespace Gateway.Drivers.Modbus.Transports;

/// <summary>A connected TCP socket. Small writes go out at once; the kernel chooses its buffers.</summary>
internal sealed class TcpChannel : IByteChannel
{
    private readonly Socket _socket;
    private ReadOnlyMemory<byte> _first;

    /// <param name="received">Bytes already read from the socket, given out first.</param>
    public TcpChannel(Socket socket, ReadOnlyMemory<byte> received = default)
    {
        _socket = socket;
        _first = received;
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (_first.IsEmpty)
        {
            return _socket.ReceiveAsync(buffer, SocketFlags.None);
        }

        var count = Math.Min(buffer.Length, _first.Length);
        _first[..count].CopyTo(buffer);
        _first = _first[count..];
        return ValueTask.FromResult(count);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var sending = _socket.SendAsync(bytes, SocketFlags.None);
        if (!sending.IsCompletedSuccessfully)
        {
            return FinishAsync(sending, bytes);
        }

        var sent = sending.Result;
        return sent == bytes.Length ? default : FinishAsync(ValueTask.FromResult(sent), bytes);
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask FinishAsync(ValueTask<int> sending, ReadOnlyMemory<byte> bytes)
    {
        var sent = await sending;
        while (sent < bytes.Length)
        {
            sent += await _socket.SendAsync(bytes[sent..], SocketFlags.None);
        }
    }
}
