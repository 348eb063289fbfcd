using System.CommandLine;

namespace Gateway.Faults.Running;

/// <summary>The command line.</summary>
internal static class Commands
{
    public static RootCommand Root()
    {
        var runs = new Option<int>("--runs") { Description = "Honest runs in all, shared round robin over the scenarios.", DefaultValueFactory = _ => 200 };
        var seed = new Option<int>("--seed") { Description = "Seed of the first run; each further run has the next. A failure prints how to repeat it.", DefaultValueFactory = _ => 1 };
        var kinds = new Option<string>("--kinds") { Description = "Names of scenarios or their beginnings, with commas; all when none is given.", DefaultValueFactory = _ => "" };
        var output = new Option<string>("--out") { Description = "The report.", DefaultValueFactory = _ => "artifacts/faults/report.json" };
        var root = new RootCommand("Strikes faults into the product and asks whether anything acknowledged was lost.") { runs, seed, kinds, output };
        root.SetAction(async (parsed, cancellation) =>
        {
            var words = parsed.GetValue(kinds)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            try
            {
                var runner = new Runner(Catalogue.Choose(words), Console.Out);
                var report = await runner.RunAsync(parsed.GetValue(runs), parsed.GetValue(seed), cancellation);
                report.Write(parsed.GetValue(output)!);
                return report.IsClean ? 0 : 1;
            }
            catch (ArgumentException error)
            {
                await Console.Error.WriteLineAsync(error.Message);
                return 2;
            }
        });
        return root;
    }
}
