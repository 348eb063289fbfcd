using System.Globalization;

namespace Gateway.Faults.Running;

/// <summary>Runs scenarios one after the other, honest ones first, then each with each defect it can plant.</summary>
internal sealed class Runner(IReadOnlyList<IScenario> scenarios, TextWriter output)
{
    /// <summary>A planted defect shows only when a fault strikes where it sits; so many seeds are tried before it counts as not caught.</summary>
    public const int MostAttempts = 10;

    public async Task<Report> RunAsync(int runs, int seed, CancellationToken cancellation)
    {
        var report = new Report();
        for (var i = 0; i < runs && scenarios.Count > 0; i++)
        {
            var scenario = scenarios[i % scenarios.Count];
            var judgement = await JudgeAsync(scenario, seed + i, plant: null, cancellation);
            report.Add(scenario.Kind, seed + i, judgement);
            Tell(i + 1, runs, scenario.Kind, seed + i, judgement);
        }

        foreach (var scenario in scenarios)
        {
            foreach (var plant in scenario.Plants)
            {
                await TryPlantAsync(scenario, plant, seed, report, cancellation);
            }
        }

        output.WriteLine(report.Summary());
        return report;
    }

    private async Task TryPlantAsync(IScenario scenario, string plant, int seed, Report report, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var judgement = await JudgeAsync(scenario, seed + attempt, plant, cancellation);
            if (!judgement.IsClean)
            {
                report.AddPlant(scenario.Kind, plant, attempt + 1, Finding(judgement));
                output.WriteLine($"planted  {scenario.Kind} '{plant}': caught with seed {seed + attempt}: {Finding(judgement)}");
                return;
            }
        }

        report.AddPlant(scenario.Kind, plant, MostAttempts, finding: null);
        output.WriteLine($"planted  {scenario.Kind} '{plant}': NOT CAUGHT with seeds {seed} to {seed + MostAttempts - 1}");
    }

    /// <summary>One run in a folder of its own, which stays when an honest run failed, to be looked at.</summary>
    public static async Task<Judgement> JudgeAsync(IScenario scenario, int seed, string? plant, CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"faults-{Environment.ProcessId}-{scenario.Kind}-{seed}-{(plant is null ? "run" : "plant")}");
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), name)).FullName;
        var judgement = await RunOrComplainAsync(scenario, new ScenarioRun(seed, plant, folder), cancellation);
        if (plant is not null || judgement.IsClean)
        {
            Directory.Delete(folder, recursive: true);
        }

        return judgement;
    }

    private static async Task<Judgement> RunOrComplainAsync(IScenario scenario, ScenarioRun run, CancellationToken cancellation)
    {
        try
        {
            return await scenario.RunAsync(run, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new Judgement { Obligations = 0, Delivered = 0, Complaints = [$"the run ended with {error}"] };
        }
    }

    private void Tell(int number, int runs, string kind, int seed, Judgement judgement)
    {
        var struck = string.Join(" ", judgement.Faults.OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => $"{fault.Key}:{fault.Value}"));
        output.WriteLine($"{number,6}/{runs} {kind,-22} seed {seed,-10} {judgement.Delivered}/{judgement.Obligations} delivered, struck {struck}");
        foreach (var line in (IEnumerable<string>)[.. judgement.Lost, .. judgement.Doubled, .. judgement.Complaints])
        {
            output.WriteLine($"       FAILED {line}");
        }

        if (!judgement.IsClean)
        {
            output.WriteLine($"       again: --kinds {kind} --runs 1 --seed {seed}");
        }
    }

    private static string Finding(Judgement judgement) => judgement.Lost.Concat(judgement.Doubled).Concat(judgement.Complaints).First().Split('\n')[0];
}
