using System.Diagnostics.Metrics;
using System.Text.Json;
using Gateway.Center.Duties;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ingest.Readings;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Ledger;
using Gateway.Center.Live;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Health;

namespace Gateway.Center.Composition.Metrics;

/// <summary>What the parts of the center know already, as instruments of its meter; read only when somebody asks.</summary>
internal sealed class CenterGauges : IHostedService, IDisposable
{
    private readonly CenterMeter _meter;
    private readonly ProcessMetrics _process = new();
    private readonly IDisposable _listening;
    private readonly FigureSample _sample;
    private readonly TimeProvider _time;

    public CenterGauges(
        CenterMeter meter, LinkHealth health, EdgeBook edges, CoverageBook coverage, LinkSink sink, IngestLag lag, ReadingLane readings, LiveClients clients,
        LiveFanout fanout, FigureSample sample, DutyScheduler duties, CenterChanges changes, TimeProvider time)
    {
        (_meter, _sample, _time) = (meter, sample, time);
        Text = new MetricsText(meter);
        Link(health, edges, coverage);
        Ingest(sink, lag, readings);
        Gauge("center_live_clients", () => clients.Count, "Open live connections of browsers");
        Gauge("center_live_waiting", () => fanout.Waiting, "Changes that wait to be told to browsers");
        Counter("center_live_dropped_total", () => clients.Dropped, "Live connections dropped because they took too long");
        Sampled("center_calls", "Calls that are not over; escalated ones are running too", figures =>
            [("running", figures.CallsRunning), ("escalated", figures.CallsEscalated), ("answered", figures.CallsAnswered)]);
        Sampled("center_clocks", "Reporting clocks that are open", figures => [("running", figures.ClocksRunning), ("overdue", figures.ClocksOverdue)]);
        Meter.CreateObservableGauge("center_duty_age_seconds", () => Ages(duties), description: "Time since a duty last ended well; -1 when it has not since the start");
        _listening = changes.Listen(OnCommitted);
    }

    /// <summary>All of it in the Prometheus text format.</summary>
    public MetricsText Text { get; }

    private Meter Meter => _meter.Meter;

    /// <summary>Listens from the start on: what happened before anybody asked is counted.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _listening.Dispose();
        Text.Dispose();
        _process.Dispose();
    }

    private void Link(LinkHealth health, EdgeBook edges, CoverageBook coverage)
    {
        Gauge("center_broker_online", () => health.UpSince is null ? 0 : 1, "1 while the center hears its broker");
        Meter.CreateObservableGauge(
            "center_edge_state", () => edges.Select(line => (line.Key, line.State)).Where(line => line.Key.Site != CountySite.Id).Select(line => OfEdge((long)line.State, line.Key)),
            description: "0 never heard, 1 online, 2 offline, 3 silent");
        Meter.CreateObservableGauge(
            "center_edge_heard_seconds",
            () => edges.Select(line => (line.Key, line.LastSeen)).Where(line => line.LastSeen > DateTimeOffset.MinValue)
                .Select(line => OfEdge((_time.GetUtcNow() - line.LastSeen).TotalSeconds, line.Key)),
            description: "Time since a gateway was heard");
        Meter.CreateObservableGauge(
            "center_coverage_gaps", () => Holes(coverage), description: "Holes in the sequences of all gateways that are not filled and not known as lost");
    }

    private void Ingest(LinkSink sink, IngestLag lag, ReadingLane readings)
    {
        Counter("center_link_messages_total", () => sink.Messages, "Messages of the broker");
        Counter("center_readings_total", () => readings.Readings, "Readings stored; rate() of it is readings a second");
        Meter.CreateObservableGauge("center_ingest_lag_seconds", () => lag.Oldest.TotalSeconds, description: "Age of the oldest message that is not committed; 0 when all are");
        Meter.CreateObservableGauge(
            "center_ingest_waiting", () => new[] { Labelled(sink.Records.Reader.Count, "lane", "records"), Labelled(sink.Readings.Reader.Count, "lane", "readings") },
            description: "Socket reads that wait for their lane");
    }

    private void OnCommitted(IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            _meter.Recorded(entry.Kind);
            if (entry.Kind == "warning.received" && !entry.IsDrill && DecidedAt(entry) is { } decided)
            {
                _meter.OnBoard(entry.Time - decided);
            }
        }
    }

    /// <summary>Null for a warning that came late on purpose: it says nothing about how fast the way is.</summary>
    private static DateTimeOffset? DecidedAt(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Body);
        return json.RootElement.TryGetProperty("historical", out var late) && late.ValueKind == JsonValueKind.False
            && json.RootElement.TryGetProperty("message", out var message) && message.TryGetProperty("decidedTime", out var time) && time.TryGetDateTimeOffset(out var at)
                ? at : null;
    }

    private IEnumerable<Measurement<double>> Ages(DutyScheduler duties) => duties.LastGood.Select(duty => new Measurement<double>(
        duty.Value is { } last ? (_time.GetUtcNow() - last).TotalSeconds : -1, new KeyValuePair<string, object?>("duty", duty.Key)));

    private static IEnumerable<Measurement<long>> Holes(CoverageBook coverage)
    {
        var counts = coverage.HoleCounts();
        return new[] { LinkLane.Events, LinkLane.Readings }.Select(lane => Labelled(counts.GetValueOrDefault(lane), "lane", $"{lane}".ToLowerInvariant()));
    }

    private void Sampled(string name, string description, Func<Figures, IEnumerable<(string State, int Count)>> select) => Meter.CreateObservableGauge(
        name, () => _sample.Newest is { } newest ? select(newest).Select(part => Labelled(part.Count, "state", part.State)) : [], description: description);

    private void Gauge(string name, Func<long> read, string description) => Meter.CreateObservableGauge(name, read, description: description);

    private void Counter(string name, Func<long> read, string description) => Meter.CreateObservableCounter(name, read, description: description);

    private static Measurement<long> Labelled(long value, string label, string text) => new(value, new KeyValuePair<string, object?>(label, text));

    private static Measurement<T> OfEdge<T>(T value, EdgeKey key)
        where T : struct =>
        new(value, new KeyValuePair<string, object?>("site", key.Site), new KeyValuePair<string, object?>("edge", key.Edge));
}
