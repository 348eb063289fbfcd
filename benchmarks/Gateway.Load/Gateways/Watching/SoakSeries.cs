using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Load.Gateways.Watching;

/// <summary>The memory of a soak, sample by sample, in a file beside the summary.</summary>
internal static class SoakSeries
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(string path, Observation seen, CancellationToken cancellation)
    {
        var totals = seen.Memory.Select(m => m.Resident.Total).ToList();
        var series = new
        {
            Unit = "MiB",
            SlopePerMinute = Math.Round(MemoryTrend.SlopePerMinute(seen.Memory), 3),
            GrowthPercent = Math.Round(MemoryTrend.GrowthPercent(totals), 2),
            Sparkline = MemoryTrend.Sparkline(totals),
            Columns = new[] { "seconds", "total", "anonymous", "files", "shared" },
            Samples = seen.Memory.Select(Row),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(series, s_format) + "\n", cancellation);
    }

    private static double[] Row(MemorySample sample) =>
    [
        Math.Round(sample.Seconds),
        Math.Round(sample.Resident.Total, 1),
        Math.Round(sample.Resident.Anonymous, 1),
        Math.Round(sample.Resident.Files, 1),
        Math.Round(sample.Resident.Shared, 1),
    ];
}
