using System.Diagnostics.Metrics;
using Gateway.Hosting.Telemetry;
using Gateway.Testing.Peers;
using Gateway.Testing.Telemetry;
using Gateway.Testing.Time;

namespace Gateway.Hosting.Tests.Telemetry;

public sealed class TelemetryExportTests
{
    private static readonly DateTimeOffset s_from = new(2026, 3, 2, 1, 2, 3, TimeSpan.Zero);
    private static readonly TelemetryIdentity s_identity = new("gateway", "1.2.3", "s1/edge-1")
    {
        Attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["gateway.site"] = "s1" },
    };

    [Theory]
    [InlineData(TelemetryProtocol.Http)]
    [InlineData(TelemetryProtocol.Grpc)]
    public async Task A_collector_gets_metrics_and_spans_with_who_sent_them(TelemetryProtocol protocol)
    {
        await using var collector = await OtlpReceiver.StartAsync(protocol == TelemetryProtocol.Grpc);
        using var folder = new TemporaryFolder();
        var headers = Path.Combine(folder.Path, "headers");
        await File.WriteAllTextAsync(headers, "Authorization: Bearer a=b, c\n");
        using var meter = new Meter($"Gateway.Test.{protocol}");
        using var foreign = new Meter("Other.Meter");
        using var spans = new Spans($"Gateway.Test.{protocol}");
        meter.CreateObservableGauge($"test_{protocol}", () => 1);
        foreign.CreateObservableGauge("foreign", () => 1);
        var parent = TraceIds.OfWarning("s1", "w1");
        using (TelemetryExport.Start(new() { Endpoint = collector.Address, Protocol = protocol, HeadersFile = headers, IntervalS = 1 }, s_identity))
        {
            spans.IsHeard.ShouldBeTrue();
            spans.Tell("warning.decide", parent, s_from, s_from.AddMilliseconds(250), [new("gateway.tier", "red"), new("left.out", null)], link: TraceIds.OfIncident("i1"));
            spans.Tell("warning.tell", parent, s_from, s_from.AddSeconds(-1), [], "refused");
            await Eventually.TrueAsync(() => Task.FromResult(collector.Metrics.Any(metric => metric.Name == $"test_{protocol}")), 20, () => "the metric arrives");
        }

        var metric = collector.Metrics.First(metric => metric.Name == $"test_{protocol}");
        metric.Resource["service.name"].ShouldBe("gateway");
        metric.Resource["service.version"].ShouldBe("1.2.3");
        metric.Resource["service.instance.id"].ShouldBe("s1/edge-1");
        metric.Resource["gateway.site"].ShouldBe("s1");
        collector.Metrics.ShouldNotContain(other => other.Name == "foreign");
        collector.Authorizations.ShouldAllBe(value => value == "Bearer a=b, c");
        var decided = collector.Spans.Single(span => span.Name == "warning.decide");
        (decided.Trace, decided.Parent).ShouldBe((parent.TraceId.ToHexString(), parent.SpanId.ToHexString()));
        (decided.Start, decided.End).ShouldBe((s_from, s_from.AddMilliseconds(250)));
        decided.Attributes.ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal) { ["gateway.tier"] = "red" });
        decided.Links.ShouldBe([TraceIds.OfIncident("i1").TraceId.ToHexString()]);
        decided.IsError.ShouldBeFalse();
        var told = collector.Spans.Single(span => span.Name == "warning.tell");
        told.IsError.ShouldBeTrue();
        (told.End - told.Start).ShouldBeLessThan(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Without_a_collector_nothing_listens()
    {
        TelemetryExport.Start(new(), s_identity).ShouldBeNull();
        using var spans = new Spans("Gateway.Test.Unheard");
        spans.IsHeard.ShouldBeFalse();
    }

    [Fact]
    public async Task A_collector_that_is_away_holds_up_neither_work_nor_the_end()
    {
        using var meter = new Meter("Gateway.Test.Away");
        using var spans = new Spans("Gateway.Test.Away");
        meter.CreateObservableGauge("test_away", () => 1);
        var export = TelemetryExport.Start(new() { Endpoint = $"http://127.0.0.1:{FreePort.Next()}", IntervalS = 1 }, s_identity)!;
        for (var i = 0; i < 10_000; i++)
        {
            spans.Tell("warning.tell", TraceIds.OfWarning("s1", $"{i}"), s_from, s_from, []);
        }

        await Task.Run(export.Dispose).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }
}
