using System.Net;
using System.Net.Sockets;
using Gateway.Simulators.Encoding;

namespace Gateway.Simulators.Tests.Modbus;

/// <summary>A master made of bare bytes, so that what lies on the wire is seen as it is.</summary>
internal sealed class RawMaster : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public RawMaster(int port) => _socket.Connect(IPAddress.Loopback, port);

    public static byte[] TcpRead(ushort id, byte unit, int address, int count, byte function = 3) =>
        [(byte)(id >> 8), (byte)id, 0, 0, 0, 6, unit, function, (byte)(address >> 8), (byte)address, (byte)(count >> 8), (byte)count];

    public static byte[] Rtu(params byte[] body)
    {
        var frame = new byte[body.Length + 2];
        body.CopyTo(frame, 0);
        Crc16.Append(frame, body.Length);
        return frame;
    }

    public void Send(params byte[] bytes) => _socket.Send(bytes);

    /// <summary>So many bytes, or fewer when the other side closes or stays silent.</summary>
    public async Task<byte[]> ReceiveAsync(int count, int milliseconds = 15_000)
    {
        var buffer = new byte[count];
        var filled = 0;
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
        try
        {
            while (filled < count)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, limit.Token);
                if (received == 0)
                {
                    break;
                }

                filled += received;
            }
        }
        catch (OperationCanceledException)
        {
            // Silence is an answer the tests ask about.
        }

        return buffer[..filled];
    }

    /// <summary>True when the other side has closed.</summary>
    public async Task<bool> ClosedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15), TimeProvider.System);
        return await _socket.ReceiveAsync(new byte[1].AsMemory(), SocketFlags.None, limit.Token) == 0;
    }

    public void Dispose() => _socket.Dispose();
}
