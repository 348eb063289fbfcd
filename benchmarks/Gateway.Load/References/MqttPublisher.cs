using System.Net;
using System.Net.Sockets;
using Gateway.Load.Running;

namespace Gateway.Load.References;

/// <summary>Publishes to a broker what <see cref="MqttWriter"/> writes, for some seconds, and then prints how many messages that were.</summary>
internal static class MqttPublisher
{
    public const string Name = "mqtt-publisher";

    public const string Sent = "sent ";

    public static async Task RunAsync(PeerOptions options, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, options.Port, cancellation);
        await socket.SendAsync(MqttPackets.Connect("load-publisher"), cancellation);
        await MqttPackets.ReadAsync(socket);
        var acknowledged = new Acknowledgements();
        var reading = acknowledged.ReadAsync(socket);
        var start = TimeProvider.System.GetTimestamp();
        var sent = await MqttWriter.WriteAsync(
            socket, options, version5: false, acknowledged,
            () => reading.IsCompleted || TimeProvider.System.GetElapsedTime(start).TotalSeconds >= options.Seconds);
        if (options.Qos > 0)
        {
            await acknowledged.WaitForAsync(sent);
        }

        Console.WriteLine($"{Sent}{sent}");

        // Gone at once, the broker would drop what it has not read yet.
        await socket.SendAsync(new byte[] { 0xE0, 0 }, cancellation);
        socket.Shutdown(SocketShutdown.Send);
        await reading;
    }
}
