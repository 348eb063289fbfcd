using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb.Writing;

namespace Gateway.Storage.InfluxDb.History;

/// <summary>
/// Answers from VictoriaMetrics' <c>/api/v1/export</c>: it keeps each field as a series <c>{measurement}_{field}</c> with times in
/// milliseconds, so value and quality are joined again by time and buckets are made here.
/// </summary>
internal static class VictoriaMetricsReader
{
    public static async Task<IReadOnlyList<HistorySample>> QueryAsync(
        InfluxClient client, InfluxOptions options, string pointId, DateTimeOffset from, DateTimeOffset to,
        HistoryResolution resolution, int limit, CancellationToken cancellation)
    {
        // Quality first: new rows become searchable about a second late, value before quality as they stand in the line. The other way
        // round a fresh row could show its quality and no value.
        var qualities = await ExportAsync(client, Selector(options, "quality", pointId), from, to, cancellation);
        var values = await ExportAsync(client, Selector(options, "value", pointId), from, to, cancellation);
        var raw = qualities.Select(q => Sample(q.Key, values.GetValueOrDefault(q.Key, double.NaN), (Quality)(int)q.Value));
        var samples = resolution == HistoryResolution.Raw ? raw : Buckets.Of(raw, resolution);
        return [.. samples.Take(limit)];
    }

    private static HistorySample Sample(long milliseconds, double value, Quality quality) =>
        new(DateTime.UnixEpoch.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond), value, value, value, 1, quality);

    private static string Selector(InfluxOptions options, string field, string pointId) =>
        $"{{__name__={JsonSerializer.Serialize($"{options.Measurement}_{field}")},point={JsonSerializer.Serialize(pointId)}}}";

    private static async Task<SortedDictionary<long, double>> ExportAsync(
        InfluxClient client, string selector, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        // Milliseconds: the start is rounded up and the end, which the server includes, ends just before the half-open range does.
        var start = (from.UtcTicks - DateTime.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        var end = (to.UtcTicks - DateTime.UnixEpoch.Ticks - 1) / TimeSpan.TicksPerMillisecond;
        var address = $"api/v1/export?match[]={Uri.EscapeDataString(selector)}&start={Seconds(start)}&end={Seconds(end)}";
        await using var answer = await client.GetAsync(address, cancellation);
        using var reader = new StreamReader(answer);
        var samples = new SortedDictionary<long, double>();
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            Collect(line, samples);
        }

        return samples;
    }

    private static string Seconds(long milliseconds) => (milliseconds / 1000m).ToString("0.000");

    private static void Collect(string line, SortedDictionary<long, double> into)
    {
        using var json = JsonDocument.Parse(line);
        var values = json.RootElement.GetProperty("values").EnumerateArray();
        var times = json.RootElement.GetProperty("timestamps").EnumerateArray();
        foreach (var (value, time) in values.Zip(times))
        {
            into[time.GetInt64()] = value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
        }
    }
}
