using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Core.Warnings;
using Gateway.Hosting.Telemetry;
using Gateway.Testing.Telemetry;
using Gateway.Testing.Time;

namespace Gateway.Center.Tests.Composition;

[Collection("alone")]
public sealed class CenterTelemetryTests
{
    [Fact]
    public async Task A_received_warning_goes_on_with_the_gateways_trace_and_leads_to_the_calls_of_its_incident()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        string id, incident;
        await using (var center = await CenterUnderTest.StartAsync(options => options with { Telemetry = new() { Endpoint = collector.Address, IntervalS = 1 } }))
        {
            var board = new Board(center);
            await board.SiteAsync("s");
            var message = board.Message("s", "a", WarningTier.Red) with { DecidedTime = center.Time.GetUtcNow() - TimeSpan.FromSeconds(2) };
            await board.TakeAsync(message);
            (id, incident) = (message.Id, (await board.TheIncidentAsync("s")).Id);
            await Eventually.TrueAsync(async () =>
            {
                center.Time.Advance(TimeSpan.FromSeconds(1));
                return (await board.LedgerAsync(incident)).Any(entry => entry.Kind == "call.started");
            });
            await Eventually.TrueAsync(() => Task.FromResult(collector.Metrics.Any(metric => metric.Name == "center_facts_total")), 20, () => "metrics arrive");
        }

        var received = collector.Spans.Single(span => span.Name == "warning.receive" && span.Attributes["gateway.warning"] == id);
        received.Trace.ShouldBe(TraceIds.OfWarning("s", id).TraceId.ToHexString());
        received.Attributes["gateway.incident"].ShouldBe(incident);
        (received.End - received.Start).ShouldBe(TimeSpan.FromSeconds(2));
        received.Links.ShouldBe([TraceIds.OfIncident(incident).TraceId.ToHexString()]);
        received.Resource["service.name"].ShouldBe("warning-center");
        collector.Spans.ShouldContain(span => span.Name == "call.started" && span.Trace == TraceIds.OfIncident(incident).TraceId.ToHexString());
    }
}
