namespace Gateway.Load.Gateways;

/// <summary>A running gateway watched over a window.</summary>
/// <param name="CpuPercent">Of one core.</param>
/// <param name="RssMib">Largest of one sample a second.</param>
/// <param name="LogQueue">Batches waiting for the log at each sample.</param>
internal sealed record Observation(double CpuPercent, double RssMib, IReadOnlyList<double> LogQueue, GatewayMetrics Before, GatewayMetrics After)
{
    public static async Task<Observation> WatchAsync(GatewayProgram gateway, TimeSpan length, bool sampleQueue, CancellationToken cancellation)
    {
        var before = await gateway.MetricsAsync(cancellation);
        var cpu = ProcessFigures.CpuSeconds(gateway.ProcessId);
        var start = TimeProvider.System.GetTimestamp();
        var rss = 0.0;
        var queue = new List<double>();
        while (TimeProvider.System.GetElapsedTime(start) < length)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
            gateway.MustRun();
            rss = Math.Max(rss, ProcessFigures.RssMib(gateway.ProcessId));
            if (sampleQueue)
            {
                queue.Add((await gateway.MetricsAsync(cancellation)).Of("gateway_queue_size", "queue", "log"));
            }
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var used = ProcessFigures.CpuSeconds(gateway.ProcessId) - cpu;
        return new Observation(100 * used / seconds, rss, queue, before, await gateway.MetricsAsync(cancellation));
    }

    public double Growth(string name) => After.Sum(name) - Before.Sum(name);

    public double Rate(string name) => Growth(name) / After.SecondsSince(Before);

    /// <summary>Nothing dropped by a queue and nothing missing from the history since the gateway started.</summary>
    public bool NothingLost => After.Sum("gateway_queue_dropped_total") == 0 && After.Sum("gateway_readings_missing_total") == 0;
}
