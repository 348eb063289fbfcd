namespace Gateway.Load.Gateways.Watching;

/// <summary>Whether memory is flat, from samples taken over a soak.</summary>
internal static class MemoryTrend
{
    private const int MostSamples = 700;
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>
    /// Median slope of all pairs of samples (Theil 1950, Sen 1968): the saw teeth of a garbage collector and single outliers do not tilt it as
    /// they tilt least squares.
    /// </summary>
    public static double SlopePerMinute(IReadOnlyList<MemorySample> all)
    {
        // Every pair of 700 is a quarter of a million slopes; of two hours' seconds it would be 26 million.
        var step = (all.Count / MostSamples) + 1;
        var samples = all.Where((_, i) => i % step == 0).ToList();
        var slopes = new List<double>(samples.Count * samples.Count / 2);
        for (var i = 0; i < samples.Count; i++)
        {
            for (var j = i + 1; j < samples.Count; j++)
            {
                slopes.Add((samples[j].Resident.Total - samples[i].Resident.Total) / (samples[j].Seconds - samples[i].Seconds) * 60);
            }
        }

        return Median(slopes);
    }

    /// <summary>Median of the last quarter over that of the first, as growth in percent.</summary>
    public static double GrowthPercent(IReadOnlyList<double> values)
    {
        var quarter = Math.Max(1, values.Count / 4);
        return 100 * ((Median(values.TakeLast(quarter)) / Median(values.Take(quarter))) - 1);
    }

    /// <summary>One character a run of samples, from the smallest mean to the largest.</summary>
    public static string Sparkline(IReadOnlyList<double> values, int width = 60)
    {
        var size = Math.Max(1, (int)Math.Ceiling(values.Count / (double)width));
        var means = values.Chunk(size).Select(c => c.Average()).ToList();
        var (low, high) = (means.Min(), means.Max());
        return string.Concat(means.Select(m => Levels[high > low ? (int)Math.Min(Levels.Length - 1, (m - low) / (high - low) * Levels.Length) : 0]));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? throw new InvalidDataException("No samples.") : sorted[sorted.Count / 2];
    }
}
