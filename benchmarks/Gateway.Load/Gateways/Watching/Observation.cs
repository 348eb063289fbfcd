using Gateway.Load.Gateways.Site;

namespace Gateway.Load.Gateways.Watching;

/// <summary>A running gateway watched over a window.</summary>
/// <param name="CpuPercent">Of one core.</param>
/// <param name="Memory">One sample a second.</param>
/// <param name="LogQueue">Batches waiting for the log at each sample, when asked for.</param>
internal sealed record Observation(
    double CpuPercent, IReadOnlyList<MemorySample> Memory, IReadOnlyList<double> LogQueue, GatewayMetrics Before, GatewayMetrics After)
{
    public static async Task<Observation> WatchAsync(GatewayProgram gateway, TimeSpan length, bool sampleQueue, CancellationToken cancellation)
    {
        var before = await gateway.MetricsAsync(cancellation);
        var cpu = ProcessFigures.CpuSeconds(gateway.ProcessId);
        var start = TimeProvider.System.GetTimestamp();
        var memory = new List<MemorySample>();
        var queue = new List<double>();
        while (TimeProvider.System.GetElapsedTime(start) < length)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
            gateway.MustRun();
            memory.Add(MemorySample.Of(gateway.ProcessId, start));
            if (sampleQueue)
            {
                queue.Add((await gateway.MetricsAsync(cancellation)).Of("gateway_queue_size", "queue", "log"));
            }
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var used = ProcessFigures.CpuSeconds(gateway.ProcessId) - cpu;
        return new Observation(100 * used / seconds, memory, queue, before, await gateway.MetricsAsync(cancellation));
    }

    /// <summary>The sample with the largest total.</summary>
    public ResidentSet LargestMemory => Memory.MaxBy(m => m.Resident.Total)!.Resident;

    public double Growth(string name) => After.Sum(name) - Before.Sum(name);

    public double Rate(string name) => Growth(name) / After.SecondsSince(Before);

    /// <summary>Nothing dropped by a queue and nothing missing from the history since the gateway started.</summary>
    public bool NothingLost => After.Sum("gateway_queue_dropped_total") == 0 && After.Sum("gateway_readings_missing_total") == 0;
}
