using Gateway.Load.Scenarios;
using Gateway.Load.Summary;

namespace Gateway.Load.Running;

/// <summary>Prepares, warms up, alternates product and reference, takes medians.</summary>
internal static class Runner
{
    private static readonly TimeSpan s_longestExtra = TimeSpan.FromMinutes(3);

    /// <returns>Exit code: 1 when a scenario could not be measured.</returns>
    public static async Task<int> RunAsync(string[] names, RunSettings settings, string output, CancellationToken cancellation)
    {
        var results = new Results(output);
        bool Named(string name) => names.Any(n => name.StartsWith(n, StringComparison.Ordinal));
        var jobs = Catalogue.All.Where(s => names.Length == 0 || Named(s.Name))
            .Select(s => (s.Name, Run: (Func<CancellationToken, Task>)(stop => MeasureAsync(s, settings, results, stop))))
            .Concat(Catalogue.Gateways.Where(s => s.ByDefault ? names.Length == 0 || Named(s.Name) : names.Contains(s.Name))
                .Select(s => (s.Name, Run: (Func<CancellationToken, Task>)(stop => s.RunAsync(settings, Reporter(results), stop)))))
            .ToList();
        var longest = s_longestExtra + (settings.Length * settings.Repeats * 4) + (settings.Window * 3) + settings.Soak;
        var failed = jobs.Count == 0;
        foreach (var (name, run) in jobs)
        {
            using var limit = new CancellationTokenSource(longest, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                await run(either.Token);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failed = true;
                await Console.Error.WriteLineAsync($"{name}: not measured: {e}");
            }
        }

        return failed ? 1 : 0;
    }

    private static FigureReport Reporter(Results results) => (name, value, reference, unit) =>
    {
        results.Add(name, value, reference, unit);
        Console.WriteLine($"{name,-32} {value,12:N2} {unit,-12} beside {reference,12:N2}  ratio {value / reference:F3}");
    };

    private static async Task MeasureAsync(Scenario scenario, RunSettings settings, Results results, CancellationToken cancellation)
    {
        await using var _ = scenario;
        await scenario.PrepareAsync(cancellation);
        Cores.Pin(scenario.Core);
        try
        {
            var product = new List<Measurement>();
            var reference = new List<Measurement>();
            var warmUp = settings.Length / 2;
            await scenario.MeasureReferenceAsync(warmUp, cancellation);
            await scenario.MeasureProductAsync(warmUp, cancellation);
            for (var i = 0; i < settings.Repeats; i++)
            {
                reference.Add(await scenario.MeasureReferenceAsync(settings.Length, cancellation));
                product.Add(await scenario.MeasureProductAsync(settings.Length, cancellation));
            }

            Report(scenario, product, reference, results);
        }
        finally
        {
            Cores.Pin(-1);
        }
    }

    private static void Report(Scenario scenario, List<Measurement> product, List<Measurement> reference, Results results)
    {
        var value = Median(product.Select(m => m.Value));
        var bare = Median(reference.Select(m => m.Value));
        results.Add(scenario.Name, value, bare, scenario.Unit);
        Console.WriteLine($"{scenario.Name,-22} {value,14:N0} {scenario.Unit,-12} reference {bare,14:N0}  ratio {value / bare:F3}  [{Range(product)}] [{Range(reference)}]");
        if (product.All(m => m.BytesPerItem is not null))
        {
            var bytes = Median(product.Select(m => m.BytesPerItem!.Value));
            results.Add($"{scenario.Name}.allocated", bytes, Median(reference.Select(m => m.BytesPerItem ?? 0)), "B/item");
            Console.WriteLine($"{"",-22} {bytes,14:N2} B allocated an item");
        }
    }

    private static string Range(List<Measurement> all) => string.Join(" / ", all.Select(m => m.Value.ToString("N0")));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
