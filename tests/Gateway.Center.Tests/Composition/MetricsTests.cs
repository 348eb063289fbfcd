using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Gateway.Center.Access;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Contracts.V1;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;

namespace Gateway.Center.Tests.Composition;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task The_link_is_told_gateway_by_gateway_with_readings_lag_and_holes()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        await center.LedgerHasAsync("edge.online");
        await edge.SendAsync(edge.Readings("a", 1, 2, 3));
        await edge.SendAsync(edge.Readings("a", 4, 5));
        await edge.SendAsync(edge.Event());
        edge.Event();
        await edge.SendAsync(edge.Event());

        await Eventually.TrueAsync(async () => await ValueAsync(center, "center_coverage_gaps{lane=\"events\"}") == 1);
        await Eventually.TrueAsync(async () => await ValueAsync(center, "center_readings_total") == 5);
        await Eventually.TrueAsync(async () => await ValueAsync(center, "center_ingest_lag_seconds") == 0);
        var all = await ReadAsync(center.Anonymous());
        all[$"center_edge_state{{site=\"{edge.Site}\",edge=\"{edge.Edge}\"}}"].ShouldBe(1);
        all["center_broker_online"].ShouldBe(1);
        all["center_coverage_gaps{lane=\"readings\"}"].ShouldBe(0);
        all["center_ingest_seconds_count"].ShouldBeGreaterThanOrEqualTo(3);
        all["center_ingest_waiting{lane=\"records\"}"].ShouldBe(0);
        all["center_db_write_seconds_count"].ShouldBeGreaterThan(0);
        all["center_facts_total{kind=\"edge.event\"}"].ShouldBe(2);
        all.ShouldContainKey("gateway_process_resident_bytes");

        // Each change is counted in both, but one after the other: read anew until no change falls in between.
        await Eventually.TrueAsync(async () =>
        {
            all = await ReadAsync(center.Anonymous());
            return all["center_db_turn_seconds_count"] == all["center_db_write_seconds_count"];
        });
    }

    [Fact]
    public async Task Calls_the_board_and_duties_are_told()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        center.Time.Advance(TimeSpan.FromSeconds(2));
        await board.TakeAsync(board.Message("s", "a", WarningTier.Red) with { DecidedTime = center.Time.GetUtcNow() - TimeSpan.FromSeconds(2) });

        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(1));
            return await ValueAsync(center, "center_calls{state=\"running\"}") == 1;
        });
        var all = await ReadAsync(center.Anonymous());
        (all["center_board_lag_seconds_count"], all["center_board_lag_seconds_sum"]).ShouldBe((1, 2));
        all["center_facts_total{kind=\"warning.received\"}"].ShouldBe(1);
        all["center_clocks{state=\"overdue\"}"].ShouldBe(0);
        all["center_live_clients"].ShouldBe(0);
        all["center_duty_age_seconds{duty=\"figures\"}"].ShouldBeInRange(0, 60);
    }

    [Fact]
    public async Task Every_metric_of_the_dashboard_is_written()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        await center.LedgerHasAsync("edge.online");
        var wanted = DashboardMetric().Matches(await File.ReadAllTextAsync(Path.Combine(TestSeeds.Root, "config", "grafana", "warning-center.json"))).Select(match => match.Value).Distinct().ToList();
        wanted.Count.ShouldBeGreaterThan(10);

        string[] missing = [];
        await Eventually.TrueAsync(
            async () =>
            {
                center.Time.Advance(TimeSpan.FromSeconds(1));
                var written = (await ReadAsync(center.Anonymous())).Keys.Select(series => series.Split('{')[0]).ToHashSet();
                return (missing = [.. wanted.Where(name => !written.Contains(name) && name is not ("center_board_lag_seconds_sum" or "center_board_lag_seconds_count"))]).Length == 0;
            },
            20, () => $"written: {string.Join(", ", missing)}");
    }

    [Fact]
    public async Task Behind_a_proxy_only_a_token_for_metrics_over_the_whole_county_opens_them()
    {
        await using var center = await CenterUnderTest.StartAsync(options => options with { Web = options.Web with { BehindProxy = true } });

        (await center.Anonymous().GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await center.SignedInAs(CenterRole.Administrator).GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "a session of a browser is no token");
        (await BearingAsync(center, "/", "sites")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await BearingAsync(center, "/county/town/", "metrics")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var answer = await BearingAsync(center, "/", "metrics");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
    }

    private static async Task<HttpResponseMessage> BearingAsync(CenterUnderTest center, string scope, string right)
    {
        using var made = await center.SignedInAs(CenterRole.Administrator).PostAsJsonAsync("/api/v1/exchange/tokens", new { name = "prometheus", scopePath = scope, rights = new[] { right } });
        var client = center.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await made.JsonAsync())["token"]!.GetValue<string>());
        return await client.GetAsync("/metrics");
    }

    private static async Task<double?> ValueAsync(CenterUnderTest center, string series) =>
        (await ReadAsync(center.Anonymous())).TryGetValue(series, out var value) ? value : null;

    /// <summary>Every line is a comment or a sample as the text format has it; the samples by name and labels.</summary>
    private static async Task<Dictionary<string, double>> ReadAsync(HttpClient client)
    {
        var samples = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in (await client.GetStringAsync("/metrics")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith("# ", StringComparison.Ordinal))
            {
                var parts = Sample().Match(line);
                parts.Success.ShouldBeTrue(line);
                samples.Add(parts.Groups["series"].Value, double.Parse(parts.Groups["value"].Value, CultureInfo.InvariantCulture));
            }
        }

        return samples;
    }

    [GeneratedRegex("""^(?<series>[a-z_][a-z0-9_]*(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})?) (?<value>[-+0-9.eE]+|NaN)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();

    /// <summary>Those of the board come with the first warning and are seen in a test of their own.</summary>
    [GeneratedRegex("(?:center|gateway)_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex DashboardMetric();
}
