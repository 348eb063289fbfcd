using System.CommandLine;
using Gateway.Simulators.Hosting;

namespace Gateway.Simulators.Cli;

/// <summary><c>gateway-sim modbus --devices 200 --dead 20</c></summary>
internal static class ModbusLoadCommand
{
    private static readonly Option<int> Devices = new("--devices") { Description = "TCP servers in all", DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Dead = new("--dead") { Description = "Of these: in turn closed ports and servers that never answer" };
    private static readonly Option<int> Registers = new("--registers") { Description = "Holding registers of unit 1", DefaultValueFactory = _ => 100 };
    private static readonly Option<int> ChangeMs = new("--change-ms") { Description = "How often the values change", DefaultValueFactory = _ => 1000 };
    private static readonly Option<int> BasePort = new("--base-port") { Description = "First TCP port; 0 lets the system choose" };
    private static readonly Option<string?> PortsFile = new("--ports-file") { Description = "JSON: {\"alive\":[ports],\"dead\":[ports]}" };
    private static readonly Option<double> Seconds = new("--seconds") { Description = "0 until stopped" };

    public static Command Create()
    {
        var command = new Command("modbus", "Many Modbus TCP servers for load tests: unit 1, registers 0-1 a uint32 sequence, the rest change together")
        {
            Devices, Dead, Registers, ChangeMs, BasePort, PortsFile, Seconds,
        };
        command.SetAction((arguments, cancellation) => Guarded.RunAsync(() => RunAsync(arguments, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var options = new ModbusFarmOptions(
            arguments.GetValue(Devices),
            arguments.GetValue(Dead),
            arguments.GetValue(Registers),
            TimeSpan.FromMilliseconds(arguments.GetValue(ChangeMs)),
            arguments.GetValue(BasePort));
        var checks = new OptionChecks();
        checks.AddRange(options.Errors());
        checks.Seconds(arguments.GetValue(Seconds));
        checks.Writable("--ports-file", arguments.GetValue(PortsFile));
        checks.ThrowIfAny();

        await using var farm = new ModbusFarm(options, TimeProvider.System);
        await Waiting.WriteJsonAsync(arguments.GetValue(PortsFile), new { alive = farm.Alive, dead = farm.Dead });
        Console.WriteLine($"{farm.Alive.Count} servers answer, {farm.Dead.Count} are dead.");
        await Waiting.ForAsync(arguments.GetValue(Seconds), cancellation);
        Console.WriteLine($"{farm.Requests} requests.");
        return 0;
    }
}
