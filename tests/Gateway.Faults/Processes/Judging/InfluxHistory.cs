using Gateway.Testing.Link.County;

namespace Gateway.Faults.Processes.Judging;

/// <summary>The numbers as the gateway reads them back from its InfluxDB.</summary>
internal static class InfluxHistory
{
    private const int Page = 10_000;

    public static async Task<List<StoredReading>> ReadAsync(LinkedGateway gateway, DateTimeOffset from, DateTimeOffset to)
    {
        var all = new List<StoredReading>();
        while (true)
        {
            var answer = await gateway.Process.GetAsync(
                $"/api/v1/history?store=influx&point={gateway.Numbers}&from={Text(from)}&to={Text(to)}&resolution=raw&limit={Page}");
            var page = answer["samples"]!.AsArray()
                .Select(row => new StoredReading(row!["time"]!.GetValue<DateTimeOffset>(), row["mean"]?.GetValue<double>() ?? double.NaN)).ToList();
            all.AddRange(page);
            if (page.Count < Page)
            {
                return all;
            }

            from = page[^1].Time.AddTicks(1);
        }
    }

    private static string Text(DateTimeOffset time) => Uri.EscapeDataString(time.ToString("O"));
}
