using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Load.Running;

namespace Gateway.Load.References;

/// <summary>
/// Plays an MQTT broker to one client after another: accepts CONNECT and SUBSCRIBE, then writes PUBLISH packets as fast as the
/// socket takes them, at QoS 1 at most <see cref="Window"/> ahead of the acknowledgements.
/// </summary>
internal static class MqttWriter
{
    public const string Name = "mqtt-writer";

    /// <summary>Messages in flight at QoS 1.</summary>
    public const int Window = 1000;

    /// <summary>Messages in one write.</summary>
    public const int Burst = 500;

    private const int Topics = 100;

    public static async Task RunAsync(PeerOptions options, CancellationToken cancellation)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(8);
        PeerProgram.Announce(((IPEndPoint)listener.LocalEndPoint!).Port);
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync(cancellation), options);
        }
    }

    private static async Task ServeAsync(Socket socket, PeerOptions options)
    {
        using var _ = socket;
        socket.NoDelay = true;
        try
        {
            var version5 = await GreetAsync(socket, (byte)options.Qos);
            var acknowledged = new Acknowledgements();
            var reading = acknowledged.ReadAsync(socket);
            await WriteAsync(socket, options, version5, acknowledged, () => reading.IsCompleted);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // The client closed; its measurement is over.
        }
    }

    /// <summary>CONNECT, then the first SUBSCRIBE; returns whether the client speaks version 5.</summary>
    private static async Task<bool> GreetAsync(Socket socket, byte granted)
    {
        var connect = await MqttPackets.ReadAsync(socket);
        var version5 = MqttPackets.ProtocolLevel(connect) == 5;
        await socket.SendAsync(version5 ? new byte[] { 0x20, 3, 0, 0, 0 } : [0x20, 2, 0, 0]);
        var subscribe = await MqttPackets.ReadAsync(socket);
        var (high, low) = MqttPackets.PacketId(subscribe);
        await socket.SendAsync(version5 ? new byte[] { 0x90, 4, high, low, 0, granted } : [0x90, 3, high, low, granted]);
        return version5;
    }

    /// <summary>Writes until the reader of the acknowledgements ends or it is time; returns how many messages.</summary>
    public static async Task<long> WriteAsync(
        Socket socket, PeerOptions options, bool version5, Acknowledgements acknowledged, Func<bool> isOver)
    {
        var sent = 0L;
        var (burst, idOffsets) = BuildBurst(options, version5);
        while (!isOver())
        {
            if (options.Qos > 0)
            {
                await acknowledged.WaitForAsync(sent + Burst - Window);
                Number(burst, idOffsets, sent);
            }

            await SendAllAsync(socket, burst);
            sent += Burst;
        }

        return sent;
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }

    /// <summary>Packet ids 1 to 65,000 in turn; never 0, never one in flight.</summary>
    private static void Number(byte[] burst, int[] offsets, long sent)
    {
        for (var i = 0; i < offsets.Length; i++)
        {
            var id = (int)((sent + i) % 65_000) + 1;
            burst[offsets[i]] = (byte)(id >> 8);
            burst[offsets[i] + 1] = (byte)id;
        }
    }

    private static (byte[] Burst, int[] IdOffsets) BuildBurst(PeerOptions options, bool version5)
    {
        var bytes = new List<byte>();
        var offsets = new int[Burst];
        for (var i = 0; i < Burst; i++)
        {
            var topic = Encoding.ASCII.GetBytes($"sensors/{i % Topics:D3}/t");
            var payload = Encoding.ASCII.GetBytes($"{{\"v\":{i % 90}.5,\"q\":1,\"ts\":1767323045123,\"id\":\"sensor-{i % Topics:D3}\"".PadRight(options.Size - 1) + "}");
            var rest = 2 + topic.Length + (options.Qos > 0 ? 2 : 0) + (version5 ? 1 : 0) + payload.Length;
            bytes.Add((byte)(0x30 | (options.Qos << 1)));
            MqttPackets.AddLength(bytes, rest);
            bytes.AddRange([0, (byte)topic.Length, .. topic]);
            offsets[i] = bytes.Count;
            bytes.AddRange(options.Qos > 0 ? [0, 0] : []);
            bytes.AddRange(version5 ? [0] : []);
            bytes.AddRange(payload);
        }

        return ([.. bytes], offsets);
    }
}
