using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Load.References;

/// <summary>An async socket loop that reads 32 registers over and over and decodes nothing: what .NET can do on this machine.</summary>
internal static class BareModbusLoop
{
    public const int Registers = 32;
    private const int RequestSize = 12;
    private const int ReplySize = 9 + (Registers * 2);

    /// <summary>Requests answered on all connections until the time is over.</summary>
    /// <param name="depth">Requests in flight on each connection.</param>
    public static async Task<long> RunAsync(int port, int connections, int depth, TimeSpan length, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        var loops = Enumerable.Range(0, connections).Select(_ => LoopAsync(port, depth, start, length, cancellation));
        return (await Task.WhenAll(loops)).Sum();
    }

    private static async Task<long> LoopAsync(int port, int depth, long start, TimeSpan length, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        var requests = Requests(depth);
        var replies = new byte[depth * ReplySize];
        var answered = 0L;
        var held = 0;
        await socket.SendAsync(requests, cancellation);
        while (TimeProvider.System.GetElapsedTime(start) < length)
        {
            held += await socket.ReceiveAsync(replies.AsMemory(held), cancellation);
            var whole = held / ReplySize;
            Check(replies, whole);
            answered += whole;
            replies.AsSpan(whole * ReplySize, held - (whole * ReplySize)).CopyTo(replies);
            held -= whole * ReplySize;
            if (whole > 0)
            {
                await socket.SendAsync(requests.AsMemory(0, whole * RequestSize), cancellation);
            }
        }

        return answered;
    }

    private static void Check(byte[] replies, int whole)
    {
        for (var i = 1; i <= whole; i++)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(replies.AsSpan((i * ReplySize) - 2)) != Registers - 1)
            {
                throw new InvalidDataException("The responder answered something else.");
            }
        }
    }

    private static byte[] Requests(int depth)
    {
        byte[] one = [0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, Registers];
        return [.. Enumerable.Range(0, depth).SelectMany(_ => one)];
    }
}
