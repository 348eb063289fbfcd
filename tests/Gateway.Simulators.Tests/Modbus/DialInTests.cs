using System.Net;
using System.Net.Sockets;
using Gateway.Simulators.Faults;
using Gateway.Simulators.Modbus;

namespace Gateway.Simulators.Tests.Modbus;

public class DialInTests
{
    [Fact]
    public async Task Registers_beats_serves_and_dials_again_after_a_lost_link()
    {
        using var center = new TcpListener(IPAddress.Loopback, 0);
        center.Start();
        var context = new ModbusServerContext("dtu", new RtuFraming(), new FaultTimetable(1), TimeProvider.System);
        var unit = new ModbusUnit(1, holdings: 4);
        unit.Holdings[1] = 0x0A0B;
        context.Add(unit);
        await using var dtu = new ModbusDialIn(
            context, "127.0.0.1", ((IPEndPoint)center.LocalEndpoint).Port, new DialInOptions("REG:0001", "HB", 0.1, 0.05));
        using (var first = await center.AcceptSocketAsync())
        {
            (await ReadAsync(first, 10)).ShouldBe("REG:0001HB"u8.ToArray());
            first.Send(RawMaster.Rtu(1, 3, 0, 1, 0, 1));

            // On a busy machine more than one heartbeat comes before it.
            const string Answer = "\u0001\u0003\u0002\u000A\u000B";
            var came = "";
            for (var i = 0; i < 500 && !came.Contains(Answer, StringComparison.Ordinal); i++)
            {
                came = (came + (char)(await ReadAsync(first, 1))[0]).Replace("HB", "", StringComparison.Ordinal);
            }

            came.ShouldContain(Answer);
        }

        using var second = await center.AcceptSocketAsync();
        (await ReadAsync(second, 8)).ShouldBe("REG:0001"u8.ToArray());
        dtu.Connected.ShouldBe(2);
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15), TimeProvider.System);
        var buffer = new byte[count];
        for (var filled = 0; filled < count;)
        {
            filled += await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, limit.Token);
        }

        return buffer;
    }
}
