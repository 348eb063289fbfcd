using System.CommandLine;
using Gateway.Fuzz;
using Gateway.Fuzz.Engine;

var targets = new Option<string[]>("--target") { Description = "Only these targets; default all", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
var runs = new Option<long>("--runs") { Description = "Executions of each target", DefaultValueFactory = _ => 10_000 };
var seed = new Option<int>("--seed") { Description = "The same seed gives the same inputs", DefaultValueFactory = _ => 1 };
var output = new Option<string>("--out") { Description = "Report", DefaultValueFactory = _ => "artifacts/fuzz/report.json" };
var list = new Command("list", "Names of the targets");
list.SetAction(_ =>
{
    foreach (var name in AllTargets.Names)
    {
        Console.WriteLine(name);
    }
});
targets.AcceptOnlyFromAmong([.. AllTargets.Names]);
var root = new RootCommand("Feeds every parser of the product with damaged and hostile input. Exit code 1 when there are findings.") { targets, runs, seed, output, list };
root.SetAction(parse =>
{
    var chosen = parse.GetValue(targets) is { Length: > 0 } some ? some : [.. AllTargets.Names];
    return Campaign.Run(chosen, parse.GetValue(runs), parse.GetValue(seed), parse.GetValue(output)!);
});
return await root.Parse(args).InvokeAsync();
