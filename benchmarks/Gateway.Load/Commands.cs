using System.CommandLine;
using Gateway.Load.Running;
using Gateway.Load.Scenarios;
using Gateway.Load.Summary;

namespace Gateway.Load;

/// <summary>The command line.</summary>
internal static class Commands
{
    public static Command List()
    {
        var command = new Command("list", "Names of the scenarios.");
        command.SetAction(_ =>
        {
            foreach (var scenario in Catalogue.All)
            {
                Console.WriteLine($"{scenario.Name,-22} {scenario.What}");
            }

            foreach (var scenario in Catalogue.Gateways)
            {
                Console.WriteLine($"{scenario.Name,-22} {scenario.What}");
            }
        });
        return command;
    }

    public static Command Run()
    {
        var names = new Argument<string[]>("scenarios") { Description = "Names, or the beginning of names; all when none is given." };
        var seconds = new Option<double>("--seconds") { Description = "Length of one measurement.", DefaultValueFactory = _ => 3 };
        var repeats = new Option<int>("--repeats") { Description = "Measurements of each side; the median counts.", DefaultValueFactory = _ => 3 };
        var window = new Option<double>("--window") { Description = "Seconds that the whole gateway is watched.", DefaultValueFactory = _ => 20 };
        var soak = new Option<double>("--soak-minutes") { Description = "Length of the soak.", DefaultValueFactory = _ => 10 };
        var output = new Option<string>("--output") { DefaultValueFactory = _ => "artifacts/bench/summary.json", Description = "Merged into." };
        var command = new Command("run", "Measures and writes the summary.") { names, seconds, repeats, window, soak, output };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = new RunSettings(
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(repeats),
                TimeSpan.FromSeconds(parsed.GetValue(window)),
                TimeSpan.FromMinutes(parsed.GetValue(soak)),
                Path.GetDirectoryName(Path.GetFullPath(parsed.GetValue(output)!))!);
            return Runner.RunAsync(parsed.GetValue(names) ?? [], settings, parsed.GetValue(output)!, cancellation);
        });
        return command;
    }

    public static Command Table()
    {
        var summary = new Option<string>("--summary") { DefaultValueFactory = _ => "artifacts/bench/summary.json", Description = "As written by run." };
        var command = new Command("table", "Prints the summary beside the bars, and whether each is reached.") { summary };
        command.SetAction(parsed => ClosingTable.Write(new Results(parsed.GetValue(summary)!).Figures(), Console.Out));
        return command;
    }

    /// <summary>The far end of a measurement, started by it as a process of its own.</summary>
    public static Command Peer(string name, string what, Func<PeerOptions, CancellationToken, Task> run)
    {
        var core = new Option<int>("--core") { Description = "Pin to this core; -1 for none.", DefaultValueFactory = _ => -1 };
        var qos = new Option<int>("--qos") { DefaultValueFactory = _ => 0 };
        var size = new Option<int>("--size") { DefaultValueFactory = _ => 80 };
        var port = new Option<int>("--port") { DefaultValueFactory = _ => 0 };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 1 };
        var command = new Command(name, what) { core, qos, size, port, seconds };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new PeerOptions(parsed.GetValue(qos), parsed.GetValue(size), parsed.GetValue(port), parsed.GetValue(seconds));
            Cores.Pin(parsed.GetValue(core));
            return run(options, cancellation);
        });
        return command;
    }
}
