using System.Diagnostics.Metrics;

namespace Gateway.Pipeline.Health;

/// <summary>The process itself as instruments of the meter <c>Gateway.Process</c>: what a program that runs for years should be watched by. Read only when somebody asks.</summary>
public sealed class ProcessMetrics : IDisposable
{
    private readonly Meter _meter = new("Gateway.Process");

    public ProcessMetrics()
    {
        _meter.CreateObservableGauge("gateway_process_resident_bytes", () => Environment.WorkingSet, description: "Memory of the process that is in RAM");
        _meter.CreateObservableGauge("gateway_process_heap_bytes", () => GC.GetTotalMemory(false), description: "Managed objects, garbage not yet collected among them");
        _meter.CreateObservableGauge(
            "gateway_process_heap_committed_bytes", () => GC.GetGCMemoryInfo().TotalCommittedBytes, description: "Memory the collector holds");
        _meter.CreateObservableCounter("gateway_process_collections_total", Collections, description: "Garbage collections by generation");
        _meter.CreateObservableCounter("gateway_process_allocated_bytes_total", () => GC.GetTotalAllocatedBytes(), description: "Managed memory allocated");
        _meter.CreateObservableCounter("gateway_process_lock_contentions_total", () => Monitor.LockContentionCount, description: "Times a thread waited for a lock");
        _meter.CreateObservableGauge("gateway_process_pool_threads", () => (long)ThreadPool.ThreadCount, description: "Threads of the pool");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Collections() => Enumerable.Range(0, GC.MaxGeneration + 1).Select(generation =>
        new Measurement<long>(GC.CollectionCount(generation), new KeyValuePair<string, object?>("generation", generation)));
}
