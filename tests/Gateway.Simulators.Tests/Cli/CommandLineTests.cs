using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gateway.Testing.Peers;

namespace Gateway.Simulators.Tests.Cli;

/// <summary>The program itself: wrong input is told in a line each, with exit code 2, and never as a stack trace.</summary>
public class CommandLineTests
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "gateway-sim");

    [Theory]
    [InlineData("run", "gas-leek", "gas-leak")]
    [InlineData("run", "gas-leak --base-port -5", "--base-port: '-5'")]
    [InlineData("run", "gas-leak --seconds -1", "--seconds: '-1'")]
    [InlineData("run", "gas-leak --seconds 1e12", "--seconds: '1000000000000'")]
    [InlineData("run", "gas-leak --speed 0", "--speed: '0'")]
    [InlineData("run", "gas-leak --broker nohost", "--broker: 'nohost'")]
    [InlineData("run", "gas-leak --serial line=/dev/none", "--serial: 'line'")]
    [InlineData("run", "gas-leak --dial-in line=127.0.0.1:1", "--dial-in: 'line'")]
    [InlineData("run", "gas-leak --ledger /no-such-folder/ledger.json", "--ledger: '/no-such-folder/ledger.json'")]
    [InlineData("modbus", "--devices 0", "--devices: '0'")]
    [InlineData("modbus", "--ports-file /no-such-folder/ports.json", "--ports-file: '/no-such-folder/ports.json'")]
    [InlineData("mqtt", "--broker 127.0.0.1:x", "--broker: '127.0.0.1:x'")]
    [InlineData("mqtt", "--broker 127.0.0.1:1883 --qos 2", "--qos: '2'")]
    public async Task Refuses_wrong_input_by_name(string command, string arguments, string told) =>
        await MustRefuseAsync(told, [command, .. arguments.Split(' ')]);

    [Theory]
    [InlineData("{bad")]
    [InlineData("[]")]
    [InlineData("{\"name\":\"x\",\"nonsense\":1}")]
    public async Task Refuses_a_damaged_scenario(string json)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("broken.json"), json);
        await MustRefuseAsync("broken.json", "run", folder.File("broken.json"));
    }

    [Theory]
    [InlineData("run gas-leak")]
    [InlineData("modbus --devices 1")]
    public async Task Names_a_port_that_is_in_use(string command)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await MustRefuseAsync($"--base-port: '{port}", [.. command.Split(' '), "--seconds", "1", "--base-port", port]);
    }

    [Fact]
    public async Task Says_at_its_end_that_the_broker_never_acknowledged()
    {
        var (code, output) = await PeerProcess.RunAsync(s_program, "run", "demo", "--seconds", "1", "--broker", $"127.0.0.1:{FreePort.Next()}");
        code.ShouldBe(0, output);
        output.ShouldContain("never acknowledged");
    }

    private static async Task MustRefuseAsync(string told, params string[] arguments)
    {
        var (code, output) = await PeerProcess.RunAsync(s_program, arguments);
        output.ShouldContain(told);
        output.ShouldNotContain("   at ");
        code.ShouldBe(2, output);
    }
}
