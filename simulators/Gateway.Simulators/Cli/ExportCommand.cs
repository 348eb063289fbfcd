using System.CommandLine;
using System.Globalization;
using Gateway.Simulators.Hosting;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Cli;

/// <summary><c>gateway-sim export gas-leak --output samples.csv</c></summary>
internal static class ExportCommand
{
    private static readonly Argument<string> File = new("scenario") { Description = "Scenario file, or the name of one that comes with the program" };
    private static readonly Option<string> Output = new("--output") { Description = "CSV file: time,point,value", Required = true };
    private static readonly Option<string> Start = new("--start") { Description = "Time of the first sample, ISO 8601 UTC", DefaultValueFactory = _ => "2026-01-05T00:00:00Z" };
    private static readonly Option<double?> Seconds = new("--seconds") { Description = "Scenario seconds to write; default the scenario's length" };
    private static readonly Option<double?> Period = new("--period") { Description = "Scenario seconds between samples; default each device's own" };
    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Replaces the scenario's seed" };
    private static readonly Option<bool> Append = new("--append") { Description = "Goes on with a file that is there, which must end before the start" };

    public static Command Create()
    {
        var command = new Command("export", "Writes what the devices of a scenario would show to a file, for 'gateway replay'") { File, Output, Start, Seconds, Period, Seed, Append };
        command.SetAction((arguments, _) => Guarded.RunAsync(() =>
        {
            Run(arguments);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static void Run(ParseResult arguments)
    {
        var scenario = ScenarioLoader.Load(ScenarioFiles.Find(arguments.GetRequiredValue(File)));
        var seconds = arguments.GetValue(Seconds) ?? scenario.DurationSeconds;
        var checks = new OptionChecks();
        checks.Between("--seconds", seconds, 0.001, 1e9);
        checks.Between("--period", arguments.GetValue(Period) ?? 1, 0.001, 1e9);
        checks.Writable("--output", arguments.GetRequiredValue(Output));
        if (!DateTimeOffset.TryParse(arguments.GetRequiredValue(Start), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start))
        {
            checks.Add("--start", arguments.GetRequiredValue(Start), "ISO 8601 时间", "an ISO 8601 time");
        }

        checks.ThrowIfAny();
        scenario = scenario with { Seed = arguments.GetValue(Seed) ?? scenario.Seed };
        var export = new SampleExport(scenario, start, arguments.GetValue(Period));
        var append = arguments.GetValue(Append) && System.IO.File.Exists(arguments.GetRequiredValue(Output));
        using (var output = new StreamWriter(arguments.GetRequiredValue(Output), append))
        {
            output.Write(append ? "" : "time,point,value\n");
            export.Write(output, seconds);
        }

        Console.WriteLine($"{scenario.Name}: {export.Written} samples from {start.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}.");
    }
}
