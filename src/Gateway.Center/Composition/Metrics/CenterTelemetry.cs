using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Ledger;
using Gateway.Center.Live;
using Gateway.Hosting.Telemetry;

namespace Gateway.Center.Composition.Metrics;

/// <summary>
/// Sends the center's metrics and traces to a collector. Spans are made of what was committed to the ledger: <c>warning.receive</c> in the trace of the warning that its gateway began, from the
/// decision there to the commit here (two clocks), and in the trace of the incident what calling did.
/// </summary>
internal sealed class CenterTelemetry(CenterOptions options, CenterChanges changes) : IHostedService, IDisposable
{
    private readonly Spans _spans = new("Gateway.Center");
    private TelemetryExport? _export;
    private IDisposable? _listening;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _export = TelemetryExport.Start(options.Telemetry, new("warning-center", ProductVersion.Text, options.County.Id));
        _listening = changes.Listen(OnCommitted);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _listening?.Dispose();
        return Task.Run(() => _export?.Dispose(), cancellationToken);
    }

    public void Dispose()
    {
        _listening?.Dispose();
        _spans.Dispose();
    }

    private void OnCommitted(IReadOnlyList<LedgerEntry> entries)
    {
        if (!_spans.IsHeard)
        {
            return;
        }

        foreach (var entry in entries)
        {
            if (entry.Kind == "warning.received")
            {
                Received(entry);
            }
            else if (entry.Kind.StartsWith("call.", StringComparison.Ordinal))
            {
                Called(entry);
            }
        }
    }

    private void Received(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Body);
        if (entry.Site is not { } site || !json.RootElement.TryGetProperty("message", out var message) || Text(message, "id") is not { } id)
        {
            return;
        }

        var incident = Text(json.RootElement, "incident");
        var decided = message.TryGetProperty("decidedTime", out var time) && time.TryGetDateTimeOffset(out var at) ? at : entry.Time;
        _spans.Tell(
            "warning.receive", TraceIds.OfWarning(site, id), decided, entry.Time,
            [
                new("gateway.site", site), new("gateway.edge", Text(json.RootElement, "edge")), new("gateway.tier", Text(json.RootElement, "tier")), new("gateway.warning", id),
                new("gateway.incident", incident), new("gateway.drill", entry.IsDrill),
            ],
            link: incident is null ? null : TraceIds.OfIncident(incident));
    }

    private void Called(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Body);
        var body = json.RootElement;
        _spans.Tell(
            entry.Kind, TraceIds.OfIncident(entry.Subject), entry.Time, entry.Time,
            [
                new("gateway.incident", entry.Subject), new("gateway.call", Text(body, "call")), new("gateway.tier", Text(body, "tier")), new("gateway.channel", Text(body, "channel")),
                new("gateway.role", Text(body, "role")), new("gateway.drill", entry.IsDrill),
            ],
            entry.Kind is "call.failed" or "call.nobody" ? Text(body, "trouble") ?? entry.Kind : null);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
