using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb.Writing;

namespace Gateway.Storage.InfluxDb.History;

/// <summary>Answers from <c>/query</c>: <c>{"results":[{"series":[{"columns":[...],"values":[[...]]}]}]}</c>.</summary>
internal static class InfluxQlReader
{
    public static async Task<IReadOnlyList<HistorySample>> QueryAsync(
        InfluxClient client, InfluxOptions options, string pointId, DateTimeOffset from, DateTimeOffset to,
        HistoryResolution resolution, int limit, CancellationToken cancellation)
    {
        var statement = InfluxQl.Statement(options, pointId, from, to, resolution, limit);
        await using var answer = await client.QueryAsync(statement, post: false, cancellation);
        using var json = await JsonDocument.ParseAsync(answer, cancellationToken: cancellation);
        return resolution == HistoryResolution.Raw ? Raw(json.RootElement) : Buckets(json.RootElement, limit);
    }

    private static List<HistorySample> Raw(JsonElement root)
    {
        var samples = new List<HistorySample>();
        foreach (var row in Rows(root, 0))
        {
            var value = Number(row[1]);
            var quality = QualityOf(row[2]);
            samples.Add(new HistorySample(Ticks(row[0]), value, value, value, 1, quality));
        }

        return samples;
    }

    private static List<HistorySample> Buckets(JsonElement root, int limit)
    {
        var figures = Rows(root, 0).ToDictionary(row => row[0].GetInt64());
        var samples = new List<HistorySample>();
        foreach (var row in Rows(root, 1).Take(limit))
        {
            var quality = QualityOf(row[1]);
            samples.Add(figures.TryGetValue(row[0].GetInt64(), out var f)
                ? new HistorySample(Ticks(row[0]), Number(f[1]), Number(f[2]), Number(f[3]), f[4].GetInt32(), quality)
                : new HistorySample(Ticks(row[0]), double.NaN, double.NaN, double.NaN, 0, quality));
        }

        return samples;
    }

    /// <exception cref="HttpRequestException">The server answered 200 with an error inside, as InfluxDB does for a statement that failed.</exception>
    private static IEnumerable<JsonElement> Rows(JsonElement root, int statement)
    {
        var result = root.GetProperty("results").EnumerateArray().ElementAtOrDefault(statement);
        if (result.ValueKind == JsonValueKind.Object && result.TryGetProperty("error", out var error))
        {
            throw new HttpRequestException($"The time-series store refused the query: {error.GetString()}");
        }

        // More than one series when other tags of the point changed on the way.
        return result.ValueKind == JsonValueKind.Object && result.TryGetProperty("series", out var series)
            ? series.EnumerateArray().SelectMany(s => s.GetProperty("values").EnumerateArray())
            : [];
    }

    private static double Number(JsonElement cell) => cell.ValueKind == JsonValueKind.Number ? cell.GetDouble() : double.NaN;

    private static Quality QualityOf(JsonElement cell) =>
        cell.ValueKind == JsonValueKind.Number ? (Quality)cell.GetInt32() : Quality.Bad;

    private static long Ticks(JsonElement cell) => DateTime.UnixEpoch.Ticks + (cell.GetInt64() / 100);
}
