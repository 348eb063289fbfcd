using Gateway.Center.Configuration;
using Gateway.Center.Ingest.Readings;
using Gateway.Storage.InfluxDb;
using Gateway.Storage.InfluxDb.Sink;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Support;

/// <summary>Where the centers under test read their history: the embedded store, or a real InfluxDB the tests start (<c>CENTER_TEST_HISTORY=influx</c>).</summary>
internal static class TestHistory
{
    private static readonly Lazy<Task<Influxd>> s_influxd = new(StartAsync);

    private static bool IsInflux { get; } = Environment.GetEnvironmentVariable("CENTER_TEST_HISTORY") switch
    {
        null or "" or "embedded" => false,
        "influx" => true,
        var other => throw new InvalidOperationException($"CENTER_TEST_HISTORY is '{other}'; embedded or influx"),
    };

    /// <returns>A database of its own; null with the embedded store.</returns>
    public static async Task<InfluxOptions?> CreateAsync()
    {
        if (!IsInflux)
        {
            return null;
        }

        var influxd = await s_influxd.Value;
        var name = $"center_{Guid.NewGuid():n}";
        await influxd.CreateDatabaseAsync(name);

        // Each line at once: the sink would wait by the center's clock, which stands, for a batch to fill. And no answer comes late by that clock, which tests
        // move by minutes within milliseconds.
        return new InfluxOptions { Url = influxd.Url, Database = name, BatchLines = 1, TimeoutMs = 86_400_000 };
    }

    /// <summary>Over what a test has changed: history is read from where these tests run.</summary>
    public static CenterOptions Into(CenterOptions options, InfluxOptions? influx) =>
        influx is null || options.Influx is not null ? options : options with { Influx = influx, Link = options.Link with { ReadInflux = true } };

    /// <summary>Waits until InfluxDB has all that the center has; at once with the embedded store, which is asked through its log.</summary>
    public static Task WrittenAsync(CenterUnderTest center)
    {
        var history = center.Services.GetRequiredService<CenterHistory>();
        return history.Sink is null ? Task.CompletedTask : Eventually.TrueAsync(() => history.Log.GetCursor(InfluxSink.Reader) >= history.Log.LastSequence, 30);
    }

    private static async Task<Influxd> StartAsync()
    {
        var influxd = await Influxd.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => influxd.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return influxd;
    }
}
