namespace Gateway.Load.Running;

/// <summary>One measurement of one side.</summary>
/// <param name="Value">In the scenario's unit.</param>
/// <param name="BytesPerItem">Allocated per item on the managed heap; null where it says nothing.</param>
public sealed record Measurement(double Value, double? BytesPerItem = null)
{
    /// <summary>Counts what <paramref name="work"/> returns over the time it took, and what it allocated in this process.</summary>
    public static async Task<Measurement> RateAsync(Func<Task<long>> work)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = TimeProvider.System.GetTimestamp();
        var items = await work();
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new Measurement(items / elapsed.TotalSeconds, (double)bytes / Math.Max(1, items));
    }
}
