using System.CommandLine;
using Gateway.Simulators.Hosting;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Cli;

/// <summary><c>gateway-sim run scenario.json</c></summary>
internal static class RunCommand
{
    private static readonly Argument<string> File = new("scenario") { Description = "Scenario file, or the name of one that comes with the program" };
    private static readonly Option<string?> Broker = new("--broker") { Description = "MQTT broker, host:port; without it no MQTT devices" };
    private static readonly Option<int> BasePort = new("--base-port") { Description = "First TCP port; 0 lets the system choose" };
    private static readonly Option<string?> PortsFile = new("--ports-file") { Description = "JSON of port variable to port, written when all listen" };
    private static readonly Option<string?> Ledger = new("--ledger") { Description = "JSON of all that was sent, written at the end" };
    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Replaces the scenario's seed" };
    private static readonly Option<double> Speed = new("--speed") { Description = "Scenario seconds per second", DefaultValueFactory = _ => 1 };
    private static readonly Option<double?> Seconds = new("--seconds")
    {
        Description = "Wall seconds to run; 0 until stopped. Default: the scenario's length, or until stopped when it repeats",
    };

    private static readonly Option<string[]> Serial = new("--serial") { Description = "server=/dev/..., for servers on a serial line" };
    private static readonly Option<string[]> DialIn = new("--dial-in") { Description = "server=host:port, for devices that dial in" };

    public static Command Create()
    {
        var command = new Command("run", "Runs a scenario") { File, Broker, BasePort, PortsFile, Ledger, Seed, Speed, Seconds, Serial, DialIn };
        command.SetAction((arguments, cancellation) => Guarded.RunAsync(() => RunAsync(arguments, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var options = Options(arguments);
        var scenario = ScenarioLoader.Load(ScenarioFiles.Find(arguments.GetRequiredValue(File)));
        await using var host = await SimulatorHost.StartAsync(scenario, options, TimeProvider.System);
        await Waiting.WriteJsonAsync(arguments.GetValue(PortsFile), host.PortVariables);
        Console.WriteLine($"{scenario.Name}: {string.Join(" ", host.PortVariables.Select(p => $"{p.Key}={p.Value}"))}");
        var length = scenario.RepeatSeconds > 0 ? 0 : scenario.DurationSeconds / options.Speed;
        await Waiting.ForAsync(arguments.GetValue(Seconds) ?? length, cancellation);
        await host.StopAsync();
        if (arguments.GetValue(Ledger) is { } ledger)
        {
            await host.Ledger.WriteAsync(ledger);
        }

        Console.WriteLine(Closing(host, options));
        return 0;
    }

    private static string Closing(SimulatorHost host, SimulatorOptions options)
    {
        var requests = $"{host.Requests} Modbus requests";
        var mqtt = host.Ledger.Devices.Where(d => d.Protocol == "mqtt").ToList();
        return options.BrokerHost is null
            ? $"{requests}; no MQTT devices without --broker."
            : $"{requests}; {mqtt.Sum(d => d.LastSent)} MQTT messages, {mqtt.Sum(d => d.Unacknowledged().Length)} of them never acknowledged by {options.BrokerHost}:{options.BrokerPort}.";
    }

    private static SimulatorOptions Options(ParseResult arguments)
    {
        var checks = new OptionChecks();
        var broker = arguments.GetValue(Broker);
        var (host, port) = broker is null ? (null, 0) : checks.Target("--broker", broker);
        var options = new SimulatorOptions
        {
            BrokerHost = host,
            BrokerPort = port,
            BasePort = arguments.GetValue(BasePort),
            Seed = arguments.GetValue(Seed),
            Speed = arguments.GetValue(Speed),
            SerialPaths = Pairs("--serial", arguments.GetValue(Serial), checks),
            DialInTargets = Pairs("--dial-in", arguments.GetValue(DialIn), checks),
        };
        checks.Between("--base-port", options.BasePort, 0, 65_535);
        checks.Between("--speed", options.Speed, 0.001, 10_000);
        checks.Seconds(arguments.GetValue(Seconds) ?? 0);
        checks.Writable("--ports-file", arguments.GetValue(PortsFile));
        checks.Writable("--ledger", arguments.GetValue(Ledger));
        checks.ThrowIfAny();
        return options;
    }

    private static Dictionary<string, string> Pairs(string option, string[]? texts, OptionChecks checks)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                checks.Add(option, text, "服务器=值", "server=value");
                continue;
            }

            pairs[text[..at]] = text[(at + 1)..];
        }

        return pairs;
    }
}
