using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb.History;
using Gateway.Storage.InfluxDb.Tests.Fakes;
using Gateway.Storage.InfluxDb.Writing;

namespace Gateway.Storage.InfluxDb.Tests;

public sealed class InfluxHistoryTests
{
    private static readonly DateTimeOffset s_from = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly long s_ns = (s_from.UtcTicks - DateTime.UnixEpoch.Ticks) * 100;

    [Fact]
    public async Task Reads_raw_values_with_their_quality()
    {
        using var server = new ScriptedServer(_ => new Scripted(200, Results(
            $$"""{"series":[{"name":"reading","columns":["time","value","quality"],"values":[[{{s_ns}},1.5,192],[{{s_ns + 100}},null,24]]}]}""")));
        var samples = await QueryAsync(server, HistoryResolution.Raw, point: "it's");
        samples[0].ShouldBe(new HistorySample(s_from.UtcTicks, 1.5, 1.5, 1.5, 1, Quality.Good));
        samples[1].Time.ShouldBe(s_from.UtcTicks + 1);
        samples[1].Quality.ShouldBe(Quality.CommunicationFailure);
        samples[1].Mean.ShouldBe(double.NaN);
        server.Received[0].Query.ShouldContain($"\"point\" = 'it\\'s' AND time >= {s_ns} AND time < {s_ns + 3_600_000_000_000}");
    }

    [Fact]
    public async Task Joins_figures_of_usable_values_with_the_worst_quality_of_all()
    {
        var minute = s_ns + 60_000_000_000;
        using var server = new ScriptedServer(_ => new Scripted(200, Results(
            $$"""{"series":[{"columns":["time","min","max","mean","count"],"values":[[{{s_ns}},1,3,2,4]]}]},{"series":[{"columns":["time","min"],"values":[[{{s_ns}},64],[{{minute}},0]]}]}""")));
        var samples = await QueryAsync(server, HistoryResolution.Minute);
        samples[0].ShouldBe(new HistorySample(s_from.UtcTicks, 1, 3, 2, 4, Quality.Uncertain));
        samples[1].Count.ShouldBe(0);
        samples[1].Quality.ShouldBe(Quality.Bad);
    }

    [Fact]
    public async Task Answers_nothing_for_a_point_never_written()
    {
        using var server = new ScriptedServer(_ => new Scripted(200, Results("""{"statement_id":0}""")));
        (await QueryAsync(server, HistoryResolution.Raw)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fails_when_the_statement_failed()
    {
        using var server = new ScriptedServer(_ => new Scripted(200, Results("""{"error":"database not found"}""")));
        await Should.ThrowAsync<HttpRequestException>(() => QueryAsync(server, HistoryResolution.Raw));
    }

    private static string Results(string results) => $$"""{"results":[{{results}}]}""";

    private static async Task<IReadOnlyList<HistorySample>> QueryAsync(ScriptedServer server, HistoryResolution resolution, string point = "p")
    {
        var options = new InfluxOptions { Url = server.Url, Database = "d" };
        using var client = new InfluxClient(options, TimeProvider.System);
        return await new InfluxHistory(options, client).QueryAsync(point, s_from, s_from.AddHours(1), resolution, 100, default);
    }
}
