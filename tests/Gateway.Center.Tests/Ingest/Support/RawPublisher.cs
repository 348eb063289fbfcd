using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Center.Tests.Ingest.Support;

/// <summary>Speaks MQTT 3.1.1 byte by byte, as nobody's client does: any size, any content, without holding it in memory.</summary>
internal sealed class RawPublisher : IAsyncDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<RawPublisher> ConnectAsync(int port, string clientId)
    {
        var publisher = new RawPublisher();
        await publisher._client.ConnectAsync("127.0.0.1", port);
        byte[] body = [0, 4, .. "MQTT"u8, 4, 2, 0, 0, .. Text(clientId)];
        await publisher._client.GetStream().WriteAsync((byte[])[0x10, .. Length(body.Length), .. body]);
        await publisher._client.GetStream().ReadExactlyAsync(new byte[4]);
        return publisher;
    }

    /// <summary>A publication of QoS 1 filled with one byte; completes when the broker has acknowledged it.</summary>
    public async Task PublishAsync(string topic, int length, byte fill)
    {
        byte[] head = [.. Text(topic), 0, 1];
        var stream = _client.GetStream();
        await stream.WriteAsync((byte[])[0x32, .. Length(head.Length + length), .. head]);
        var block = new byte[64 * 1024];
        block.AsSpan().Fill(fill);
        for (var left = length; left > 0; left -= block.Length)
        {
            await stream.WriteAsync(block.AsMemory(0, Math.Min(left, block.Length)));
        }

        await stream.ReadExactlyAsync(new byte[4]);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static byte[] Text(string text)
    {
        var bytes = new byte[2 + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(bytes.Length - 2));
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(2));
        return bytes;
    }

    private static byte[] Length(int length)
    {
        var bytes = new List<byte>();
        for (; length >= 0x80; length >>= 7)
        {
            bytes.Add((byte)(length | 0x80));
        }

        return [.. bytes, (byte)length];
    }
}
