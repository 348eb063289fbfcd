using System.CommandLine;
using Gateway.Simulators.Hosting;

namespace Gateway.Simulators.Cli;

/// <summary><c>gateway-sim mqtt --broker host:port --rate 5000</c></summary>
internal static class MqttLoadCommand
{
    private static readonly Option<string> Broker = new("--broker") { Description = "host:port", Required = true };
    private static readonly Option<int> Devices = new("--devices") { Description = "Topics", DefaultValueFactory = _ => 100 };
    private static readonly Option<double> Rate = new("--rate") { Description = "Messages per second over all topics", DefaultValueFactory = _ => 1000 };
    private static readonly Option<int> Qos = new("--qos") { Description = "0 or 1", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Prefix = new("--topic-prefix") { Description = "Topics are prefix/0 ...", DefaultValueFactory = _ => "load" };
    private static readonly Option<string?> Ledger = new("--ledger") { Description = "JSON of all that was sent, written at the end" };
    private static readonly Option<double> Seconds = new("--seconds") { Description = "0 until stopped" };

    public static Command Create()
    {
        var command = new Command("mqtt", "A steady stream of MQTT messages for load tests: {\"ts\":ms,\"seq\":n,\"value\":v}")
        {
            Broker, Devices, Rate, Qos, Prefix, Ledger, Seconds,
        };
        command.SetAction((arguments, cancellation) => Guarded.RunAsync(() => RunAsync(arguments, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var (rate, qos, devices) = (arguments.GetValue(Rate), arguments.GetValue(Qos), arguments.GetValue(Devices));
        var checks = new OptionChecks();
        var (host, port) = checks.Target("--broker", arguments.GetRequiredValue(Broker));
        checks.Between("--rate", rate, 0.001, 1_000_000);
        checks.Between("--qos", qos, 0, 1);
        checks.Between("--devices", devices, 1, 1_000_000);
        checks.Seconds(arguments.GetValue(Seconds));
        checks.Writable("--ledger", arguments.GetValue(Ledger));
        checks.ThrowIfAny();
        var load = new MqttLoad(new MqttLoadOptions(host, port, devices, rate, qos, arguments.GetValue(Prefix)!), TimeProvider.System);
        await Waiting.ForAsync(arguments.GetValue(Seconds), cancellation);
        await load.DisposeAsync();
        if (arguments.GetValue(Ledger) is { } path)
        {
            await load.Ledger.WriteAsync(path);
        }

        Console.WriteLine($"{load.Published} published, {load.HeldBack} held back.");
        return 0;
    }
}
