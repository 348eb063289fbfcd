using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb;
using Gateway.Storage.InfluxDb.History;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Interop.Tests.InfluxDb;

public sealed class VictoriaMetricsTests
{
    [Fact]
    public async Task Reads_back_what_the_sink_wrote_through_the_second_version_of_the_endpoint()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        await using var server = PeerProcess.Start(
            "victoria-metrics", $"-storageDataPath={folder.Path}", $"-httpListenAddr=127.0.0.1:{port}", "-retentionPeriod=100y");
        await server.WaitForPortAsync(port);
        var options = new InfluxOptions
        {
            Version = InfluxVersion.V2,
            Url = $"http://127.0.0.1:{port}",
            Org = "site",
            Bucket = "site",
            MaxAgeMs = 50,
            ReadBack = InfluxReadBack.VictoriaMetrics,
        };
        await using var run = new SinkRun(options);
        run.AppendSeconds(120);
        run.Log.AppendReadings(new Reading(3, double.NaN, SinkRun.Start + (TimeSpan.TicksPerSecond / 2), Quality.SensorFailure));
        await run.SettledAsync();
        using var client = new InfluxClient(options, TimeProvider.System);
        var history = new InfluxHistory(options, client);
        var raw = await WaitForAsync(history, HistoryResolution.Raw, 121);
        raw[1].Quality.ShouldBe(Quality.SensorFailure);
        raw.Where(s => s.Quality == Quality.Good).Select(s => s.Mean).ShouldBe(Enumerable.Range(0, 120).Select(i => (double)i));
        var minutes = await WaitForAsync(history, HistoryResolution.Minute, 2);
        minutes[0].ShouldBe(new HistorySample(SinkRun.Start, 0, 59, 29.5, 60, Quality.SensorFailure));
        (await InvalidRowsAsync(client)).ShouldBe(0);
    }

    /// <summary>New rows are searchable about a second after they were taken, field by field: all of them are waited for, then compared.</summary>
    private static async Task<IReadOnlyList<HistorySample>> WaitForAsync(InfluxHistory history, HistoryResolution resolution, int count)
    {
        IReadOnlyList<HistorySample> samples = [];
        var start = new DateTimeOffset(SinkRun.Start, TimeSpan.Zero);
        await Eventually.TrueAsync(async () =>
        {
            samples = await history.QueryAsync("p3", start, start.AddMinutes(2), resolution, 1000, default);
            return samples.Count >= count && samples.All(s => s.Quality.IsBad() || !double.IsNaN(s.Mean));
        }, seconds: 45); // a search that came too early is remembered by the server for about 10 s
        samples.Count.ShouldBe(count);
        return samples;
    }

    /// <summary>It answers 204 to a line that it cannot read, so only its own counter tells.</summary>
    private static async Task<int> InvalidRowsAsync(InfluxClient client)
    {
        using var reader = new StreamReader(await client.GetAsync("metrics", default));
        var metrics = (await reader.ReadToEndAsync()).Split('\n');
        var line = metrics.Single(l => l.StartsWith("vm_rows_invalid_total{type=\"influx\"}", StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[1]);
    }
}
