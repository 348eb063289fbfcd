using Gateway.Load.Scenarios;

namespace Gateway.Load.Running;

/// <summary>Prepares, warms up, alternates product and reference, takes medians.</summary>
internal static class Runner
{
    private static readonly TimeSpan s_longestExtra = TimeSpan.FromMinutes(3);

    /// <returns>Exit code: 1 when a scenario could not be measured.</returns>
    public static async Task<int> RunAsync(string[] names, RunSettings settings, string output, CancellationToken cancellation)
    {
        var results = new Results(output);
        var chosen = Catalogue.All.Where(s => names.Length == 0 || names.Any(n => s.Name.StartsWith(n, StringComparison.Ordinal))).ToList();
        var failed = chosen.Count == 0;
        foreach (var scenario in chosen)
        {
            using var limit = new CancellationTokenSource(s_longestExtra + (settings.Length * settings.Repeats * 4), TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                await MeasureAsync(scenario, settings, results, either.Token);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failed = true;
                await Console.Error.WriteLineAsync($"{scenario.Name}: not measured: {e}");
            }
        }

        return failed ? 1 : 0;
    }

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
