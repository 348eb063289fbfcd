using System.Text.Json;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb.Writing;

namespace Gateway.Storage.InfluxDb.History;

/// <summary>Reads back what the sink wrote. Any thread.</summary>
public sealed class InfluxHistory : IHistoryStore
{
    private readonly InfluxOptions _options;
    private readonly InfluxClient _client;

    /// <param name="client">Owned by the caller; may be the sink's.</param>
    public InfluxHistory(InfluxOptions options, InfluxClient client)
    {
        _options = options;
        _client = client;
    }

    public string Name => "influx";

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">The store refused, cannot be reached, or answered what cannot be read.</exception>
    public async ValueTask<IReadOnlyList<HistorySample>> QueryAsync(
        string pointId, DateTimeOffset from, DateTimeOffset to, HistoryResolution resolution, int limit, CancellationToken cancellation)
    {
        if (from >= to || limit <= 0)
        {
            return [];
        }

        try
        {
            var samples = _options.ReadBack == InfluxReadBack.VictoriaMetrics
                ? await VictoriaMetricsReader.QueryAsync(_client, _options, pointId, from, to, resolution, limit, cancellation)
                : await InfluxQlReader.QueryAsync(_client, _options, pointId, from, to, resolution, limit, cancellation);
            return samples.All(sample => sample.Time >= 0 && sample.Time <= DateTime.MaxValue.Ticks) ? samples : throw new FormatException("a time that cannot be");
        }
        catch (Exception damage) when (damage is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            // Another kind of server, a proxy's page, or one that was tampered with.
            throw new HttpRequestException($"The time-series store answered what cannot be read: {damage.Message}", damage);
        }
    }
}
