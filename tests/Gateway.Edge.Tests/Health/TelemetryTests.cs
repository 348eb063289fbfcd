using System.Text.RegularExpressions;
using Gateway.Edge.Tests.Api;
using Gateway.Edge.Tests.Configuration;
using Gateway.Hosting.Telemetry;
using Gateway.Testing.Telemetry;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Health;

public sealed partial class TelemetryTests
{
    [Fact]
    public async Task A_warning_is_a_trace_and_the_collector_has_the_figures_of_metrics()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        string warning;
        await using (var gateway = await RunningGateway.StartAsync(With(collector.Address)))
        {
            await gateway.FeedAsync("p1", 60);
            await Eventually.TrueAsync(() => Task.FromResult(gateway.Runtime.Recent.Newest(1).Count > 0), 20, () => "the warning is raised");
            warning = gateway.Runtime.Recent.Newest(1)[0].Id;
            await Eventually.TrueAsync(() => Task.FromResult(collector.Metrics.Any(metric => metric.Name == "gateway_readings_judged_total")), 20, () => "metrics arrive");
        }

        var span = collector.Spans.Single(span => span.Name == "warning.decide" && span.Attributes["gateway.warning"] == warning);
        span.Trace.ShouldBe(TraceIds.OfWarning("s1", warning).TraceId.ToHexString());
        (span.Resource["service.name"], span.Resource["gateway.site"], span.Resource["gateway.edge"]).ShouldBe(("gateway", "s1", "edge-1"));
        span.Attributes["gateway.tier"].ShouldBe("red");
        (span.End - span.Start).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        string[] figures = ["gateway_queue_size", "gateway_points", "gateway_process_resident_bytes", "gateway_log_last_sequence"];
        figures.Except(collector.Metrics.Select(metric => metric.Name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_collector_no_channel_of_traces_is_there()
    {
        await using var gateway = await RunningGateway.StartAsync();
        await gateway.FeedAsync("p1", 60);
        await Eventually.TrueAsync(() => Task.FromResult(gateway.Runtime.Recent.Newest(1).Count > 0), 20, () => "the warning is raised");
        gateway.Runtime.Pipeline.Buffers.Select(buffer => buffer.Name).ShouldNotContain("live-trace");
    }

    [Fact]
    public async Task Every_metric_of_the_dashboard_is_written()
    {
        var dashboard = await File.ReadAllTextAsync(RepositoryFolder.File("config", "grafana", "gateway.json"));
        var wanted = Metric().Matches(dashboard).Select(match => match.Value).Distinct().ToList();
        wanted.Count.ShouldBeGreaterThan(8);
        await using var gateway = await RunningGateway.StartAsync();

        var written = (await gateway.Client.GetStringAsync("/metrics")).Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Split('{', ' ')[0]).ToHashSet();
        wanted.Except(written).ShouldBeEmpty();
    }

    [GeneratedRegex("gateway_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Metric();

    private static string With(string collector) => ConfigurationFolder.Sound.Replace(
        "\"reload\":", $$"""
        "telemetry": {"endpoint": "{{collector}}", "intervalS": 1}, "reload":
        """, StringComparison.Ordinal);
}
