using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Load.Gateways.Watching;

/// <summary>Memory, descriptors and threads of a soak, sample by sample, in a file beside the summary.</summary>
internal static class SoakSeries
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(string path, IReadOnlyList<MemorySample> memory, CancellationToken cancellation)
    {
        var totals = memory.Select(m => m.Resident.Total).ToList();
        var series = new
        {
            Unit = "MiB",
            SlopePerMinute = Math.Round(MemoryTrend.SlopePerMinute(memory), 3),
            GrowthPercent = Math.Round(MemoryTrend.GrowthPercent(totals), 2),
            Sparkline = MemoryTrend.Sparkline(totals),
            Columns = new[] { "seconds", "total", "anonymous", "files", "shared", "descriptors", "threads" },
            Samples = memory.Select(Row),
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
        sample.Descriptors,
        sample.Threads,
    ];
}
