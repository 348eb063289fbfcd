using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Storage.InfluxDb.History;

/// <summary>Minute and hour buckets out of raw samples in order of time.</summary>
internal static class Buckets
{
    public static IEnumerable<HistorySample> Of(IEnumerable<HistorySample> raw, HistoryResolution resolution)
    {
        var width = resolution == HistoryResolution.Minute ? TimeSpan.TicksPerMinute : TimeSpan.TicksPerHour;
        return raw.GroupBy(s => s.Time / width * width).Select(g => Bucket(g.Key, [.. g]));
    }

    private static HistorySample Bucket(long start, List<HistorySample> samples)
    {
        var worst = samples.Select(s => s.Quality).Min();
        var usable = samples.Where(s => !s.Quality.IsBad() && !double.IsNaN(s.Mean)).Select(s => s.Mean).ToList();
        return usable.Count == 0
            ? new HistorySample(start, double.NaN, double.NaN, double.NaN, 0, worst)
            : new HistorySample(start, usable.Min(), usable.Max(), usable.Average(), usable.Count, worst);
    }
}
