using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb.LineProtocol;

namespace Gateway.Storage.InfluxDb.History;

/// <summary>The statements asked; names and values quoted as the InfluxQL reference says.</summary>
internal static class InfluxQl
{
    /// <summary>Lowest quality code that is not bad.</summary>
    private const int Uncertain = 64;

    public static string Statement(
        InfluxOptions options, string pointId, DateTimeOffset from, DateTimeOffset to, HistoryResolution resolution, int limit)
    {
        var source = $"FROM {Name(options.Measurement)} WHERE \"point\" = {Text(pointId)} AND time >= {Time(from)} AND time < {Time(to)}";
        if (resolution == HistoryResolution.Raw)
        {
            return $"SELECT \"value\", \"quality\" {source} ORDER BY time ASC LIMIT {limit}";
        }

        var bucket = $"GROUP BY time({(resolution == HistoryResolution.Minute ? "1m" : "1h")}) fill(none) ORDER BY time ASC LIMIT {limit}";

        // Two statements of one request: figures come from usable values only, the worst quality from all of them.
        return $"SELECT min(\"value\"), max(\"value\"), mean(\"value\"), count(\"value\") {source} AND \"quality\" >= {Uncertain} {bucket};"
            + $"SELECT min(\"quality\") {source} {bucket}";
    }

    private static string Name(string name) => $"\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Text(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string Time(DateTimeOffset time) => LineProtocolWriter.UnixNanoseconds(time.UtcTicks).ToString();
}
