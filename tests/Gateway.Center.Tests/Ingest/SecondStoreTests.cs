using Gateway.Center.Ingest.Readings;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ingest;

/// <summary>History in a real InfluxDB beside the embedded one.</summary>
public sealed class SecondStoreTests
{
    [Fact]
    public async Task Both_stores_get_every_reading_and_answer_alike()
    {
        await using var influxd = await Influxd.StartAsync();
        await influxd.CreateDatabaseAsync("center");
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker, change: options => options with
        {
            Influx = new InfluxOptions { Url = influxd.Url, Database = "center", MaxAgeMs = 10 }, Link = options.Link with { ReadInflux = true },
        });
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        await edge.SendAsync(edge.Readings("a", 1, 2, 3));
        await edge.SendAsync(edge.Readings("b", 9));
        await edge.ReceiptAsync(receipt => receipt.Readings == 2);
        var history = center.Services.GetRequiredService<CenterHistory>();
        history.Stores.Count.ShouldBe(2);
        history.Store.ShouldBe(history.Stores[1]);

        // The sink waits by the center's clock for a batch to fill.
        await Eventually.TrueAsync(
            async () =>
            {
                center.Time.Advance(TimeSpan.FromSeconds(1));
                return (await ReadAsync(center.Time, history.Stores[1], edge, "a")).Count == 3;
            },
            30);

        (await ReadAsync(center.Time, history.Stores[1], edge, "a")).ShouldBe(await ReadAsync(center.Time, history.Stores[0], edge, "a"));
        (await ReadAsync(center.Time, history.Stores[1], edge, "b")).Select(sample => sample.Mean).ShouldBe([9]);
        history.InfluxTrouble.ShouldBeNull();
    }

    private static async Task<List<(long Time, double Mean, int Count)>> ReadAsync(ManualTimeProvider time, IHistoryStore store, TestEdge edge, string point)
    {
        var now = time.GetUtcNow();
        var samples = await store.QueryAsync(SitePoint.HistoryIdOf(edge.Site, edge.Edge, point), now.AddHours(-1), now.AddHours(1), HistoryResolution.Raw, 100, CancellationToken.None);
        return [.. samples.Select(sample => (sample.Time, sample.Mean, sample.Count))];
    }
}
