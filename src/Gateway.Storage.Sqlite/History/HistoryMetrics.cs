using System.Diagnostics.Metrics;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Publishes the counters of one history under the meter of this project. They are read when asked for.</summary>
internal sealed class HistoryMetrics : IDisposable
{
    private readonly Meter _meter = new(LogMetrics.MeterName);

    public HistoryMetrics(SqliteHistory history)
    {
        var figures = history.Figures;
        _meter.CreateObservableCounter("gateway_storage_history_readings_total", () => figures.FlushedReadings, "{reading}", "Readings written to the history.");
        _meter.CreateObservableCounter("gateway_storage_history_flushes_total", () => figures.Flushes, "{flush}", "Transactions that wrote readings.");
        _meter.CreateObservableCounter("gateway_storage_history_rollup_hours_total", () => figures.CompactedHours, "{hour}", "Hours of a point rolled up.");
        _meter.CreateObservableCounter("gateway_storage_history_expired_rows_total", () => figures.ExpiredRows, "{row}", "Rows deleted by the retention.");
        _meter.CreateObservableCounter("gateway_storage_history_unreadable_items_total", () => history.Unreadable, "{item}", "Entries, blobs and readings that could not be used.");
        _meter.CreateObservableGauge("gateway_storage_history_used_bytes", () => figures.SizeBytes, "By", "Bytes of the file and its write-ahead log.");
        _meter.CreateObservableGauge("gateway_storage_history_failing", () => figures.FailingSince == 0 ? 0 : 1, description: "1 while nothing can be written.");
    }

    public void Dispose() => _meter.Dispose();
}
