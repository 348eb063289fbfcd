using System.Diagnostics.Metrics;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>Publishes the counters of one log under the meter <c>Gateway.Storage</c>. They are read when asked for; appending pays nothing.</summary>
internal sealed class LogMetrics : IDisposable
{
    public const string MeterName = "Gateway.Storage";

    private readonly Meter _meter = new(MeterName);

    public LogMetrics(LogFigures figures)
    {
        _meter.CreateObservableCounter("gateway_storage_log_readings_total", () => figures.Readings, "{reading}", "Readings committed.");
        _meter.CreateObservableCounter("gateway_storage_log_commits_total", () => figures.Commits, "{commit}", "Transactions committed.");
        _meter.CreateObservableCounter("gateway_storage_log_lost_readings_total", () => figures.LostReadings, "{reading}", "Readings let go of before every reader had them.");
        _meter.CreateObservableCounter("gateway_storage_log_damaged_entries_total", () => figures.DamagedRows, "{entry}", "Entries with a wrong checksum.");
        _meter.CreateObservableGauge("gateway_storage_log_used_bytes", () => figures.Buffer.Size, "By", "Bytes of the file in use.");
    }

    public void Dispose() => _meter.Dispose();
}
