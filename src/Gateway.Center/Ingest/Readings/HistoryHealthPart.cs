using Gateway.Center.Composition;
using Gateway.Center.Data;

namespace Gateway.Center.Ingest.Readings;

/// <summary>The store of readings on the health page.</summary>
internal sealed class HistoryHealthPart(CenterHistory history) : IHealthPart
{
    public string Name => "history";

    public Task<HealthReading> ReadAsync(CenterDb db, CancellationToken cancellation) => Task.FromResult<HealthReading>(
        history.InfluxTrouble is { } trouble ? new(false, new($"InfluxDB：{trouble}", $"InfluxDB: {trouble}")) : new(true, new($"历史数据：{history.Store.Name}", $"history: {history.Store.Name}")));
}
