using System.Diagnostics.Metrics;

namespace Gateway.Pipeline.Health;

/// <summary>The pipeline's figures as instruments of the meter <c>Gateway.Pipeline</c>; read only when somebody collects.</summary>
internal sealed class PipelineMetrics : IDisposable
{
    private readonly Meter _meter = new("Gateway.Pipeline");

    public PipelineMetrics(Func<PipelineHealth> health)
    {
        Counter("judged_readings", "Readings judged.", h => h.Judged);
        Counter("late_readings", "Readings older than the last judged one of their point; stored, not judged.", h => h.Late);
        Counter("future_readings", "Readings whose source clock ran more than 60 s ahead.", h => h.FutureTime);
        Counter("unknown_readings", "Readings of points that are not configured.", h => h.UnknownPoint);
        Counter("missing_readings", "Readings lost while the log could not store; also in gap records.", h => h.MissingReadings);
        Counter("failed_commits", "Attempts of the durable log that stored nothing.", h => h.FailedCommits);
        _meter.CreateObservableGauge(
            "gateway_pipeline_history_missing", () => health().HistoryMissingSince == 0 ? 0 : 1, description: "1 while nothing can be stored.");
        Queue("added", q => q.Added);
        Queue("settled", q => q.Settled);
        Queue("dropped", q => q.Dropped);
        _meter.CreateObservableGauge("gateway_pipeline_queue_size", () => PerQueue(q => q.Size), description: "Items in the queue now.");
        _meter.CreateObservableGauge("gateway_pipeline_queue_limit", () => PerQueue(q => q.Limit), description: "Most items the queue may hold.");

        void Counter(string what, string text, Func<PipelineHealth, long> read) =>
            _meter.CreateObservableCounter($"gateway_pipeline_{what}_total", () => read(health()), description: text);

        void Queue(string what, Func<Buffers.BufferFigures, long> read) =>
            _meter.CreateObservableCounter($"gateway_pipeline_queue_{what}_items_total", () => PerQueue(read), description: $"Items {what} since the start.");

        IEnumerable<Measurement<long>> PerQueue(Func<Buffers.BufferFigures, long> read) =>
            health().Buffers.Select(q => new Measurement<long>(read(q), new KeyValuePair<string, object?>("queue", q.Name)));
    }

    public void Dispose() => _meter.Dispose();
}
