using System.Net;
using System.Net.Sockets;

namespace Gateway.Load.References;

/// <summary>Reads PUBLISH packets, copies no topic, calls nobody, and acknowledges all of one read with one write.</summary>
internal static class BareMqttReader
{
    /// <summary>Messages received until the time is over.</summary>
    public static async Task<long> RunAsync(int port, int qos, TimeSpan length, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        await socket.SendAsync(MqttPackets.Connect("bare"), cancellation);
        await MqttPackets.ReadAsync(socket);
        await socket.SendAsync(MqttPackets.Subscribe("sensors/+/t", qos), cancellation);
        await MqttPackets.ReadAsync(socket);

        var buffer = new byte[256 * 1024];
        var acks = new byte[buffer.Length / 8];
        var held = 0;
        var messages = 0L;
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < length)
        {
            held += await socket.ReceiveAsync(buffer.AsMemory(held), cancellation);
            var (used, count, ackBytes) = Walk(buffer.AsSpan(0, held), acks);
            messages += count;
            buffer.AsSpan(used, held - used).CopyTo(buffer);
            held -= used;
            if (ackBytes > 0)
            {
                await socket.SendAsync(acks.AsMemory(0, ackBytes), cancellation);
            }
        }

        return messages;
    }

    private static (int Used, int Count, int AckBytes) Walk(ReadOnlySpan<byte> bytes, Span<byte> acks)
    {
        int at = 0, count = 0, acked = 0;
        while (Frame(bytes[at..], out var body, out var size))
        {
            if ((bytes[at] & 0x06) != 0)
            {
                var id = at + body + 2 + ((bytes[at + body] << 8) | bytes[at + body + 1]);
                acks[acked] = 0x40;
                acks[acked + 1] = 2;
                acks[acked + 2] = bytes[id];
                acks[acked + 3] = bytes[id + 1];
                acked += 4;
            }

            count++;
            at += size;
        }

        return (at, count, acked);
    }

    private static bool Frame(ReadOnlySpan<byte> bytes, out int body, out int size)
    {
        int length = 0, shift = 0;
        for (body = 1; body < bytes.Length; shift += 7)
        {
            var b = bytes[body++];
            length |= (b & 0x7F) << shift;
            if ((b & 0x80) == 0)
            {
                size = body + length;
                return size <= bytes.Length;
            }
        }

        size = 0;
        return false;
    }
}
