using System.Globalization;
using System.Text.Json;
using Gateway.Simulators.Encoding;
using Gateway.Simulators.Faults;
using Gateway.Simulators.Hosting;
using Gateway.Simulators.Modbus;
using Gateway.Simulators.Scenarios;
using Gateway.Testing.Peers;

namespace Gateway.Interop.Tests.Simulators;

/// <summary>The simulators against programs not written here, so that the gateway is not merely tested against our own idea of Modbus and MQTT.</summary>
public class SimulatorPeerTests
{
    private const string Story = """
        {"name":"peer","durationSeconds":60,
         "mqtt":{"clientId":"peer-sim","devices":[{"device":"m","topic":"peer/m","periodMs":20,"qos":1,"fields":[{"id":"v","value":42.5}]}]}}
        """;

    [Fact]
    public async Task Mbpoll_reads_floats_and_bits_from_the_tcp_server()
    {
        var context = new ModbusServerContext("plc", new TcpFraming(), new FaultTimetable(1), TimeProvider.System);
        context.Add(Unit());
        await using var server = new ModbusTcpServer(context);
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var floats = await PeerProcess.RunAsync("mbpoll", "-m", "tcp", "-o", "10", "-a", "1", "-0", "-r", "2", "-t", "4:float", "-B", "-1", "-p", port, "127.0.0.1");
        floats.ExitCode.ShouldBe(0, floats.Output);
        floats.Output.ShouldContain("123.456");
        var bits = await PeerProcess.RunAsync("mbpoll", "-m", "tcp", "-o", "10", "-a", "1", "-0", "-r", "0", "-c", "3", "-t", "1", "-1", "-p", port, "127.0.0.1");
        bits.ExitCode.ShouldBe(0, bits.Output);
        Values(bits.Output).ShouldBe(["0", "1", "0"]);
    }

    [Fact]
    public async Task Mbpoll_switches_the_sounder()
    {
        var context = new ModbusServerContext("plc", new TcpFraming(), new FaultTimetable(1), TimeProvider.System);
        var unit = Unit();
        context.Add(unit);
        await using var server = new ModbusTcpServer(context);
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var written = await PeerProcess.RunAsync("mbpoll", "-m", "tcp", "-o", "10", "-a", "1", "-0", "-r", "0", "-t", "0", "-p", port, "127.0.0.1", "1");
        written.ExitCode.ShouldBe(0, written.Output);
        unit.Coils[0].ShouldBeTrue();
    }

    [Fact]
    public async Task Mbpoll_reads_the_rtu_server_over_a_pseudo_terminal_pair()
    {
        using var folder = new TemporaryFolder();
        var (ours, theirs) = (folder.File("ours"), folder.File("theirs"));
        await using var pair = PeerProcess.Start("socat", $"pty,raw,echo=0,link={ours}", $"pty,raw,echo=0,link={theirs}");
        for (var i = 0; i < 500 && !(File.Exists(ours) && File.Exists(theirs)); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        var context = new ModbusServerContext("line", new RtuFraming(), new FaultTimetable(1), TimeProvider.System);
        context.Add(Unit());
        await using var server = new ModbusSerialServer(context, ours, 19_200);
        var read = await PeerProcess.RunAsync("mbpoll", "-m", "rtu", "-o", "10", "-b", "19200", "-P", "none", "-a", "1", "-0", "-r", "4", "-t", "4:hex", "-1", theirs);
        read.ExitCode.ShouldBe(0, read.Output);
        Values(read.Output).ShouldBe(["0x1234"]);
    }

    [Fact]
    public async Task Mosquitto_takes_every_message_although_it_is_killed_in_between()
    {
        var port = FreePort.Next();
        var options = new SimulatorOptions { BrokerHost = "127.0.0.1", BrokerPort = port };
        await using var host = await SimulatorHost.StartAsync(ScenarioLoader.Parse(Story), options, TimeProvider.System);
        await using (var first = Broker(port))
        {
            await first.WaitForPortAsync(port);
            await WaitAsync(() => host.Ledger.Devices[0].LastSent - host.Ledger.Devices[0].Unacknowledged().Length > 20);
        }

        await using var second = Broker(port);
        await second.WaitForPortAsync(port);
        await WaitAsync(() => host.Publisher!.Connected == 2);
        await using var subscriber = PeerProcess.Start(
            "mosquitto_sub", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-t", "peer/#", "-q", "1", "-C", "5");
        await subscriber.WaitForOutputAsync("\"v\":42.5");
        await host.StopAsync();
        host.Ledger.Devices[0].Unacknowledged().ShouldBeEmpty();
        using var message = JsonDocument.Parse(subscriber.Output.Split('\n')[0]);
        message.RootElement.GetProperty("seq").GetInt64().ShouldBeGreaterThan(20);
    }

    private static ModbusUnit Unit()
    {
        var unit = new ModbusUnit(1, coils: 4, discretes: 4, holdings: 8) { Writable = true };
        RegisterEncoder.Encode(123.456, RegisterType.Float32, ByteOrder.Abcd, 1, unit.Holdings.AsSpan(2));
        unit.Holdings[4] = 0x1234;
        unit.Discretes[1] = true;
        return unit;
    }

    private static PeerProcess Broker(int port) => PeerProcess.Start("mosquitto", "-p", port.ToString(CultureInfo.InvariantCulture));

    /// <summary>What mbpoll prints as <c>[address]: value</c>.</summary>
    private static string[] Values(string output) =>
        [.. output.Split('\n').Where(l => l.StartsWith('[')).Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())];

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1000 && !condition(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        condition().ShouldBeTrue();
    }
}
