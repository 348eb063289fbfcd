using Gateway.Fuzz.Engine;

namespace Gateway.Fuzz;

/// <summary>Runs targets one after the other and writes the report.</summary>
internal static class Campaign
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <returns>Exit code: 1 when there are findings.</returns>
    public static int Run(IReadOnlyList<string> names, long runs, int seed, string report)
    {
        var results = new List<FuzzResult>();
        foreach (var name in names)
        {
            using var current = new CurrentInput(report + ".current", name);
            var target = AllTargets.Make(name);
            var result = new FuzzRun(target, TimeProvider.System, s_patience, current.Keep).Run(Corpus.Of(target), runs, seed);
            results.Add(result);
            ReportFile.Tell(result, Console.Out);
            ReportFile.Write(report, seed, runs, results);
            if (result.Findings.All(finding => finding.Kind != FindingKind.Hang))
            {
                // A target with a thread that still runs in it is left as it is.
                target.Dispose();
            }
        }

        Console.WriteLine($"{results.Sum(result => result.Executions)} executions, {results.Sum(result => result.Findings.Count)} findings: {report}");
        return results.Exists(result => result.Findings.Count > 0) ? 1 : 0;
    }
}
