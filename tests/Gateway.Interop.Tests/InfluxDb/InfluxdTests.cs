using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb;
using Gateway.Storage.InfluxDb.History;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Testing.Peers;

namespace Gateway.Interop.Tests.InfluxDb;

public sealed class InfluxdTests
{
    private static readonly DateTimeOffset s_start = new(SinkRun.Start, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reads_back_every_reading_that_the_sink_wrote(bool gzip)
    {
        await using var influxd = await NewServerAsync();
        var options = Options(influxd) with { Gzip = gzip, BatchLines = 500 };
        await using var run = new SinkRun(options);
        run.AppendSeconds(300);
        await run.SettledAsync();
        (await influxd.QueryAsync("SELECT count(value) FROM reading", "site")).ShouldContain(",3000]");
        var samples = await QueryAsync(options, "p3", HistoryResolution.Raw);
        samples.Select(s => (s.Time, s.Mean, s.Quality)).ShouldBe(
            Enumerable.Range(0, 300).Select(i => (SinkRun.Start + (i * TimeSpan.TicksPerSecond), (double)i, Quality.Good)));
        run.Sink.SetAside.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Answers_minutes_and_hours_over_usable_values_with_the_worst_quality_of_all()
    {
        await using var influxd = await NewServerAsync();
        var options = Options(influxd);
        await using var run = new SinkRun(options, points: 2);
        run.AppendSeconds(120);
        var half = SinkRun.Start + (90 * TimeSpan.TicksPerSecond) + (TimeSpan.TicksPerSecond / 2);
        run.Log.AppendReadings(
            new Reading(0, double.NaN, half, Quality.CommunicationFailure), new Reading(0, 1e6, half + 1, Quality.OutOfService),
            new Reading(0, 500, half + 2, Quality.NotAccurate), new Reading(0, double.NaN, half + (60 * TimeSpan.TicksPerSecond), Quality.Bad));
        await run.SettledAsync();
        var minutes = await QueryAsync(options, "p0", HistoryResolution.Minute);
        minutes.Count.ShouldBe(3);
        minutes[0].ShouldBe(new HistorySample(SinkRun.Start, 0, 59, 29.5, 60, Quality.Good));
        minutes[1].ShouldBe(new HistorySample(SinkRun.Start + TimeSpan.TicksPerMinute, 60, 500, ((60 * 89.5) + 500) / 61, 61, Quality.CommunicationFailure));
        (minutes[2].Count, minutes[2].Quality).ShouldBe((0, Quality.Bad));
        var hours = await QueryAsync(options, "p0", HistoryResolution.Hour);
        (hours.Single().Count, hours[0].Max, hours[0].Quality).ShouldBe((121, 500, Quality.Bad));
    }

    [Fact]
    public async Task Stores_every_value_to_the_bit()
    {
        double[] values = [0.1, -1e-300, 1.7976931348623157E+308, 5e-324, -0.5, 123456789.123456, 1e21, (float)12.34, 3];
        await using var influxd = await NewServerAsync();
        var options = Options(influxd);
        await using var run = new SinkRun(options);
        run.Log.AppendReadings([.. values.Select((v, i) => new Reading(0, v, SinkRun.Start + i, Quality.Good))]);
        await run.SettledAsync();
        (await QueryAsync(options, "p0", HistoryResolution.Raw)).Select(s => s.Mean).ShouldBe(values);
    }

    [Fact]
    public async Task Stores_texts_with_quotes_backslashes_and_chinese()
    {
        await using var influxd = await NewServerAsync();
        await using var run = new SinkRun(Options(influxd));
        var batch = new BatchPool().Rent(0, 0);
        batch.AddText(new Reading(0, double.NaN, SinkRun.Start, Quality.Good), "阀门 \"开\", a=b\\");
        run.Log.Append([batch]);
        await run.SettledAsync();
        (await influxd.QueryAsync("SELECT text FROM reading", "site")).ShouldContain("""阀门 \"开\", a=b\\""");
    }

    [Fact]
    public async Task Names_the_lines_of_a_partial_write_and_stores_the_others()
    {
        await using var influxd = await NewServerAsync();
        await using var run = new SinkRun(Options(influxd));

        // The same series and measurement got an integer first, so that floats conflict within that shard.
        using (var http = new HttpClient())
        {
            using var body = new StringContent($"reading,point=x value=1i {(SinkRun.Start - DateTime.UnixEpoch.Ticks) * 100}");
            (await http.PostAsync(new Uri($"{influxd.Url}/write?db=site"), body)).EnsureSuccessStatusCode();
        }

        run.AppendSeconds(3);
        var otherShard = SinkRun.Start + (30 * TimeSpan.TicksPerDay);
        run.Log.AppendReadings(new Reading(1, 7, otherShard, Quality.Good), new Reading(2, 8, otherShard, Quality.Good));
        await run.SettledAsync();
        run.Sink.SetAside.Count.ShouldBe(30);
        run.Sink.SetAside.Latest.ShouldAllBe(l => l.Line.StartsWith("reading,", StringComparison.Ordinal) && l.Reason.Contains("conflict", StringComparison.Ordinal));
        (await influxd.QueryAsync($"SELECT count(value) FROM reading WHERE time > {(otherShard - DateTime.UnixEpoch.Ticks - 1) * 100}", "site")).ShouldContain(",2]");
    }

    [Fact]
    public async Task Loses_nothing_when_the_server_is_killed_and_comes_back()
    {
        await using var influxd = await NewServerAsync();
        await using var run = new SinkRun(Options(influxd) with { BatchLines = 100, MaxAgeMs = 10 });
        run.AppendSeconds(50);
        await run.SettledAsync();
        await influxd.KillAsync();
        run.AppendSeconds(50, first: 50);
        await Gateway.Testing.Time.Eventually.TrueAsync(() => run.Sink.Trouble is not null);
        run.Sink.GetFigures().Size.ShouldBeGreaterThan(0);
        await influxd.RestartAsync();
        await run.SettledAsync();
        (await influxd.QueryAsync("SELECT count(value) FROM reading", "site")).ShouldContain(",1000]");
    }

    [Fact]
    public async Task Keeps_readings_until_the_missing_database_is_created()
    {
        await using var influxd = await Influxd.StartAsync();
        await using var run = new SinkRun(Options(influxd));
        run.AppendSeconds(2);
        await Gateway.Testing.Time.Eventually.TrueAsync(() => run.Sink.Trouble?.Contains("404", StringComparison.Ordinal) == true);
        await influxd.CreateDatabaseAsync("site");
        await run.SettledAsync();
        (await influxd.QueryAsync("SELECT count(value) FROM reading", "site")).ShouldContain(",20]");
    }

    private static async Task<Influxd> NewServerAsync()
    {
        var influxd = await Influxd.StartAsync();
        await influxd.CreateDatabaseAsync("site");
        return influxd;
    }

    private static InfluxOptions Options(Influxd influxd) => new() { Url = influxd.Url, Database = "site", MaxAgeMs = 50 };

    private static async Task<IReadOnlyList<HistorySample>> QueryAsync(InfluxOptions options, string point, HistoryResolution resolution)
    {
        using var client = new InfluxClient(options, TimeProvider.System);
        return await new InfluxHistory(options, client).QueryAsync(point, s_start, s_start.AddHours(1), resolution, 10_000, default);
    }
}
