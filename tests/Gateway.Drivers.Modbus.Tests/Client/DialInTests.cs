using System.Net;
using System.Net.Sockets;
using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Drivers.Modbus.Tests.Fakes;
using Gateway.Testing.Peers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Drivers.Modbus.Tests.Client;

public class DialInTests
{
    [Fact]
    public async Task Devices_that_dial_in_on_one_port_are_told_apart_by_their_registration()
    {
        var port = FreePort.Next();
        var (first, second) = (new CollectingOutlet(), new CollectingOutlet());
        await using var one = Run(port, "site-1", first);
        await using var two = Run(port, "hex:02 02", second);

        // The port opens with the first line; who dials in before his own line is there is a stranger.
        await first.WaitForAsync(r => r.Quality == Quality.NotConnected);
        await second.WaitForAsync(r => r.Quality == Quality.NotConnected);
        using var deviceOne = await DialAsync(port, "site-1"u8.ToArray(), add: 1000);
        using var deviceTwo = await DialAsync(port, [2, 2], add: 2000);
        (await first.WaitForAsync(r => r.Quality == Quality.Good)).Value.ShouldBe(1005);
        (await second.WaitForAsync(r => r.Quality == Quality.Good)).Value.ShouldBe(2005);
    }

    [Fact]
    public async Task Strangers_that_say_nothing_are_hung_up_on_from_the_sixty_fifth_and_a_device_gets_in_when_they_leave()
    {
        var port = FreePort.Next();
        var outlet = new CollectingOutlet();
        await using var driver = Run(port, "site-1", outlet);
        using (var device = await DialAsync(port, "site-1"u8.ToArray(), add: 100))
        {
            (await outlet.WaitForAsync(r => r.Quality == Quality.Good)).Value.ShouldBe(105);
        }

        var strangers = new List<TcpClient>();
        for (var i = 0; i < 65; i++)
        {
            strangers.Add(new TcpClient());
            await strangers[i].ConnectAsync(IPAddress.Loopback, port);
        }

        (await strangers[64].GetStream().ReadAsync(new byte[1])).ShouldBe(0, "there is no room for one more");
        strangers.ForEach(stranger => stranger.Dispose());
        outlet.Readings.Clear();
        using var again = await DialAsync(port, "site-1"u8.ToArray(), add: 200);
        (await outlet.WaitForAsync(r => r is { Quality: Quality.Good, Value: 205 })).Value.ShouldBe(205);
    }

    [Fact]
    public async Task Heartbeats_between_replies_are_dropped()
    {
        var port = FreePort.Next();
        var outlet = new CollectingOutlet();
        await using var driver = Run(port, "site-1", outlet);
        using var device = await DialAsync(port, "site-1"u8.ToArray(), add: 0, heartbeat: "HB"u8.ToArray());
        for (var i = 0; i < 10; i++)
        {
            (await outlet.WaitForAsync(r => r.Quality == Quality.Good)).Value.ShouldBe(5);
            outlet.Readings.Clear();
        }
    }

    [Fact]
    public async Task A_device_that_dials_in_again_replaces_its_old_connection()
    {
        var port = FreePort.Next();
        var outlet = new CollectingOutlet();
        await using var driver = Run(port, "site-1", outlet);
        using var old = await DialAsync(port, "site-1"u8.ToArray(), add: 100);
        await outlet.WaitForAsync(r => r is { Quality: Quality.Good, Value: 105 });
        using var again = await DialAsync(port, "site-1"u8.ToArray(), add: 200);
        await outlet.WaitForAsync(r => r is { Quality: Quality.Good, Value: 205 });
    }

    [Fact]
    public async Task A_registration_that_arrives_in_pieces_is_not_taken_for_a_shorter_one()
    {
        var port = FreePort.Next();
        var (shorter, longer) = (new CollectingOutlet(), new CollectingOutlet());
        await using var one = Run(port, "site-1", shorter);
        await using var ten = Run(port, "site-10", longer);
        await shorter.WaitForAsync(r => r.Quality == Quality.NotConnected);
        await longer.WaitForAsync(r => r.Quality == Quality.NotConnected);
        using var device = await DialAsync(port, "site-1"u8.ToArray(), add: 1000, rest: "0"u8.ToArray());
        (await longer.WaitForAsync(r => r.Quality == Quality.Good)).Value.ShouldBe(1005);
        shorter.Readings.ShouldAllBe(r => r.Quality == Quality.NotConnected);
        using var other = await DialAsync(port, "site-1"u8.ToArray(), add: 2000);
        (await shorter.WaitForAsync(r => r.Quality == Quality.Good)).Value.ShouldBe(2005);
    }

    [Fact]
    public async Task A_device_that_has_not_dialled_in_is_not_connected()
    {
        var outlet = new CollectingOutlet();
        await using var driver = Run(FreePort.Next(), "site-1", outlet);
        (await outlet.WaitForAsync(_ => true)).Quality.ShouldBe(Quality.NotConnected);
    }

    private static RunningDriver Run(int port, string registration, CollectingOutlet outlet)
    {
        var line = new ModbusLineOptions
        {
            Id = "line", TimeoutMs = 300,
            Transport = new() { Kind = TransportKind.DialIn, Port = port, Registration = registration, Heartbeat = "HB", ConnectTimeoutMs = 500 },
            Devices = [new() { Id = "d", Unit = 1, AddressBase = 0, ScanMs = 30, Backoff = new() { FirstMs = 100, MaxMs = 200 } }],
        };
        ModbusPoint[] points = [new(0, "p", new() { Device = "d", Address = 5 })];
        return new RunningDriver(new ModbusLineDriver(line, points, outlet, 0, TimeProvider.System, NullLogger.Instance));
    }

    private static async Task<Socket> DialAsync(int port, byte[] registration, int add, byte[]? heartbeat = null, byte[]? rest = null)
    {
        var socket = await ConnectAsync(port);
        await socket.SendAsync(registration);
        if (rest is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            await socket.SendAsync(rest);
        }

        _ = AnswerAsync(socket, add, heartbeat ?? []);
        return socket;
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(10);
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return socket;
            }
            catch (SocketException) when (TimeProvider.System.GetUtcNow() < end)
            {
                socket.Dispose();
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    private static async Task AnswerAsync(Socket socket, int add, byte[] heartbeat)
    {
        var request = new byte[8];
        try
        {
            while (await socket.ReceiveAsync(request) == 8)
            {
                var value = (request[2] << 8 | request[3]) + add;
                byte[] reply = [request[0], 3, 2, (byte)(value >> 8), (byte)value];
                var crc = Crc16.Compute(reply);
                await socket.SendAsync((byte[])[.. heartbeat, .. reply, (byte)crc, (byte)(crc >> 8), .. heartbeat]);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
