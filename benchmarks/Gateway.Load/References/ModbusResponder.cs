using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Gateway.Load.Running;

namespace Gateway.Load.References;

/// <summary>A Modbus TCP server that answers FC03 at once with its registers' addresses as values; requests that came together are answered together.</summary>
internal static class ModbusResponder
{
    public const string Name = "modbus-responder";
    private const int RequestSize = 12;

    public static async Task RunAsync(PeerOptions options, CancellationToken cancellation)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        PeerProgram.Announce(((IPEndPoint)listener.LocalEndPoint!).Port);
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync(cancellation));
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        using var _ = socket;
        socket.NoDelay = true;
        var requests = new byte[64 * RequestSize];
        var replies = new byte[64 * 260];
        var length = 0;
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(requests.AsMemory(length));
                if (read == 0)
                {
                    return;
                }

                length += read;
                var (used, written) = Answer(requests.AsSpan(0, length), replies);
                requests.AsSpan(used, length - used).CopyTo(requests);
                length -= used;
                if (written > 0)
                {
                    await socket.SendAsync(replies.AsMemory(0, written));
                }
            }
        }
        catch (SocketException)
        {
            // The client closed in the middle; its measurement is over.
        }
    }

    private static (int Used, int Written) Answer(ReadOnlySpan<byte> requests, Span<byte> replies)
    {
        int used = 0, written = 0;
        for (; requests.Length - used >= RequestSize; used += RequestSize)
        {
            written += AnswerOne(requests.Slice(used, RequestSize), replies[written..]);
        }

        return (used, written);
    }

    private static int AnswerOne(ReadOnlySpan<byte> request, Span<byte> reply)
    {
        var address = BinaryPrimitives.ReadUInt16BigEndian(request[8..]);
        var count = BinaryPrimitives.ReadUInt16BigEndian(request[10..]);
        request[..8].CopyTo(reply);
        BinaryPrimitives.WriteUInt16BigEndian(reply[4..], (ushort)(3 + (count * 2)));
        reply[8] = (byte)(count * 2);
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(reply[(9 + (i * 2))..], (ushort)(address + i));
        }

        return 9 + (count * 2);
    }
}
