using System.Diagnostics.Metrics;

namespace Gateway.Edge.Uplink;

/// <summary>The link as instruments of the meter <c>Gateway.Uplink</c>. Read only when somebody asks.</summary>
internal sealed class UplinkMetrics : IDisposable
{
    private readonly Meter _meter = new("Gateway.Uplink");

    public UplinkMetrics(Func<UplinkFigures> figures, TimeProvider time)
    {
        _meter.CreateObservableGauge("gateway_uplink_online", () => figures().State == "online" ? 1L : 0L, description: "1 while connected to the center's broker");
        _meter.CreateObservableGauge("gateway_uplink_events_unreceipted", () => (long)figures().EventsUnreceipted, description: "Events sent and not confirmed by the center");
        _meter.CreateObservableGauge("gateway_uplink_batches_unreceipted", () => (long)figures().BatchesUnreceipted, description: "Messages with readings sent and not confirmed by the center");
        _meter.CreateObservableGauge("gateway_uplink_backlog_entries", () => figures().BacklogEntries, description: "Entries of the log that wait to be sent late");
        _meter.CreateObservableGauge(
            "gateway_uplink_receipt_age_seconds", () => figures().LastReceipt is { } last ? (time.GetUtcNow() - last).TotalSeconds : -1,
            description: "Time since the center confirmed anything; -1 when it has not since the start");
    }

    public void Dispose() => _meter.Dispose();
}
