using Gateway.Edge.Commands;
using Gateway.Simulators.Hosting;

namespace Gateway.Edge.Tests.Commands;

public sealed class ProbeCommandTests
{
    [Fact]
    public async Task Reads_registers_of_a_device()
    {
        await using var farm = Farm();
        var (code, output, errors) = await RunAsync($"probe read --tcp 127.0.0.1:{farm.Alive[0]} --address 2 --count 3");

        code.ShouldBe(0, errors);
        output.ShouldContain("unit 1  Holding 2..4: ok");
        output.Split('\n').Single(line => line.StartsWith("      2", StringComparison.Ordinal)).Count(c => c == '(').ShouldBe(3);
    }

    [Fact]
    public async Task Finds_the_unit_and_the_readable_addresses()
    {
        await using var farm = Farm();
        var units = await RunAsync($"probe units --tcp 127.0.0.1:{farm.Alive[0]} --from 1 --to 3 --timeout 1500");
        var range = await RunAsync($"probe range --tcp 127.0.0.1:{farm.Alive[0]} --from 0 --to 20 --step 7 --lang zh");

        units.Output.ShouldContain("unit 1 ");
        units.Output.ShouldNotContain("unit 3 ");
        range.Code.ShouldBe(0, range.Errors);
        range.Output.ShouldContain("站号 1");
        range.Output.ShouldContain("Holding 0..6");
        range.Output.ShouldContain("Holding 7..9", customMessage: "the farm has ten registers");
        range.Output.ShouldNotContain("..10");
    }

    [Fact]
    public async Task A_line_that_cannot_be_reached_ends_with_one()
    {
        await using var farm = new ModbusFarm(new ModbusFarmOptions(2, 1, 10, TimeSpan.FromHours(1)), TimeProvider.System);
        var (code, _, errors) = await RunAsync($"probe read --tcp 127.0.0.1:{farm.Dead[0]} --lang zh");

        code.ShouldBe(1);
        errors.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("probe read", "--tcp, --rtu-over-tcp, --rtu")]
    [InlineData("probe read --tcp h:1 --rtu /dev/x", "--tcp, --rtu-over-tcp, --rtu")]
    [InlineData("probe read --tcp h:99999", "probe.transport.port")]
    [InlineData("probe read --tcp h:x", "probe.transport.port")]
    [InlineData("probe read --rtu-over-tcp h", "probe.transport.port")]
    [InlineData("probe read --rtu /dev/x --baud 1", "probe.transport.baud")]
    [InlineData("probe read --tcp h:1 --count 126", "--count")]
    [InlineData("probe read --tcp h:1 --address 65535 --count 2", "--count")]
    [InlineData("probe units --tcp h:1 --from 9 --to 8", "--to")]
    [InlineData("probe range --tcp h:1 --unit 256", "--unit")]
    [InlineData("probe range --tcp h:1 --step 0", "--step")]
    public async Task A_bad_command_line_is_told_and_ends_with_two(string line, string path)
    {
        var (code, _, errors) = await RunAsync(line + " --lang en");

        code.ShouldBe(2);
        errors.ShouldContain(path);
        errors.ShouldContain("allowed:");
    }

    private static ModbusFarm Farm() => new(new ModbusFarmOptions(1, 0, 10, TimeSpan.FromHours(1)), TimeProvider.System);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string line)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        var code = await GatewayCommand.Create().Parse(line.Contains("--lang", StringComparison.Ordinal) ? line : line + " --lang en")
            .InvokeAsync(new() { Output = output, Error = errors }, deadline.Token);
        return (code, output.ToString(), errors.ToString());
    }
}
