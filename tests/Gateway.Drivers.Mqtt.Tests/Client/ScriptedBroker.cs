using System.Net;
using System.Net.Sockets;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Testing.Time;

namespace Gateway.Drivers.Mqtt.Tests.Client;

/// <summary>A broker that does only what the test tells it, packet by packet.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20), TimeProvider.System);
    private NetworkStream? _stream;

    public ScriptedBroker() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Takes a connection and answers CONNECT; returns the CONNECT body.</summary>
    public async Task<byte[]> AcceptAsync(bool sessionPresent = false, byte reason = 0)
    {
        var body = await AcceptSilentlyAsync();
        await WriteAsync(0x20, 2, sessionPresent ? (byte)1 : (byte)0, reason);
        return body;
    }

    /// <summary>Takes a connection of version 5 and answers with these properties, then SUBSCRIBE with QoS 1.</summary>
    public async Task AcceptVersion5Async(params byte[] properties)
    {
        await AcceptSilentlyAsync();
        await WriteAsync([0x20, (byte)(3 + properties.Length), 0, 0, (byte)properties.Length, .. properties]);
        var (_, body) = await ReadAsync();
        await WriteAsync(0x90, 4, body[0], body[1], 0, 1);
    }

    /// <summary>Takes a connection and its CONNECT, and says nothing.</summary>
    public async Task<byte[]> AcceptSilentlyAsync()
    {
        await AcceptSocketAsync();
        var (header, body) = await ReadAsync();
        header.ShouldBe((byte)0x10);
        return body;
    }

    /// <summary>Takes a connection and does not even read.</summary>
    public async Task AcceptSocketAsync()
    {
        _stream?.Dispose();
        _stream = new NetworkStream(await _listener.AcceptSocketAsync(_limit.Token), ownsSocket: true);
    }

    /// <summary>
    /// Takes the connection of a client that lost its broker and waits on this clock before it comes again. In short steps, so that it does not give up on the
    /// new one meanwhile; a single step may come before the client has begun to wait.
    /// </summary>
    public static async Task ComesAgainAsync(ManualTimeProvider time, Task accepted)
    {
        await RecordingSink.Until(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            return accepted.IsCompleted;
        });
        await accepted;
    }

    public async Task WriteAsync(params byte[] bytes) => await _stream!.WriteAsync(bytes, _limit.Token);

    public async Task PublishAsync(int qos, ushort id, string payload = "1", bool duplicate = false, string topic = "t")
    {
        var buffer = new OutgoingBuffer();
        PacketEncoder.Publish(buffer, topic, System.Text.Encoding.UTF8.GetBytes(payload), new PublishFlags(qos, false), id, version5: false);
        var bytes = buffer.Written.ToArray();
        bytes[0] |= duplicate ? (byte)8 : (byte)0;
        await WriteAsync(bytes);
    }

    public async Task<(byte Header, byte[] Body)> ReadAsync()
    {
        var header = new byte[2];
        await _stream!.ReadExactlyAsync(header, _limit.Token);
        header[1].ShouldBeLessThan((byte)128, "the script handles short packets only");
        var body = new byte[header[1]];
        await _stream.ReadExactlyAsync(body, _limit.Token);
        return (header[0], body);
    }

    /// <summary>Reads acknowledgements (pings and subscriptions are passed over).</summary>
    public async Task<(PacketType Type, int Id)> ReadAckAsync()
    {
        while (true)
        {
            var (header, body) = await ReadAsync();
            var type = (PacketType)(header >> 4);
            if (type is not (PacketType.PingRequest or PacketType.Subscribe))
            {
                return (type, (body[0] << 8) | body[1]);
            }
        }
    }

    /// <summary>True when nothing but pings and subscriptions arrives for a while.</summary>
    public async Task<bool> IsQuietAsync(int milliseconds = 150)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
        var one = new byte[1];
        try
        {
            return await _stream!.ReadAsync(one, limit.Token) == 0;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public void Drop() => _stream?.Dispose();

    public void Dispose()
    {
        _stream?.Dispose();
        _listener.Dispose();
        _limit.Dispose();
    }
}
