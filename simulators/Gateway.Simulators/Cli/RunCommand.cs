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
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        try
        {
            var scenario = ScenarioLoader.Load(ScenarioFiles.Find(arguments.GetRequiredValue(File)));
            var options = Options(arguments);
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

            return 0;
        }
        catch (ScenarioException e)
        {
            foreach (var error in e.Errors)
            {
                await Console.Error.WriteLineAsync(error.ToString());
            }

            return 2;
        }
    }

    private static SimulatorOptions Options(ParseResult arguments)
    {
        var errors = new List<ScenarioError>();
        var broker = arguments.GetValue(Broker);
        var (host, port) = ("", 0);
        if (broker is not null && !ServerSet.TryTarget(broker, out host, out port))
        {
            errors.Add(new ScenarioError("--broker", broker, "主机:端口", "host:port"));
        }

        var speed = arguments.GetValue(Speed);
        if (speed is not (> 0 and <= 10_000))
        {
            errors.Add(new ScenarioError("--speed", speed.ToString(System.Globalization.CultureInfo.InvariantCulture), "0 到 10000", "above 0, at most 10000"));
        }

        var options = new SimulatorOptions
        {
            BrokerHost = broker is null ? null : host,
            BrokerPort = port,
            BasePort = arguments.GetValue(BasePort),
            Seed = arguments.GetValue(Seed),
            Speed = speed,
            SerialPaths = Pairs("--serial", arguments.GetValue(Serial), errors),
            DialInTargets = Pairs("--dial-in", arguments.GetValue(DialIn), errors),
        };
        return errors.Count == 0 ? options : throw new ScenarioException(errors);
    }

    private static Dictionary<string, string> Pairs(string option, string[]? texts, List<ScenarioError> errors)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                errors.Add(new ScenarioError(option, text, "服务器=值", "server=value"));
                continue;
            }

            pairs[text[..at]] = text[(at + 1)..];
        }

        return pairs;
    }
}
