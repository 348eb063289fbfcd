namespace Gateway.Load.Gateways.Watching;

/// <summary>What a process held at one moment.</summary>
/// <param name="Seconds">Since watching began.</param>
internal sealed record MemorySample(double Seconds, ResidentSet Resident, int Descriptors, int Threads)
{
    /// <param name="start">Of <see cref="TimeProvider.GetTimestamp"/> when watching began.</param>
    public static MemorySample Of(int process, long start)
    {
        var (descriptors, threads) = ProcessFigures.Handles(process);
        return new MemorySample(TimeProvider.System.GetElapsedTime(start).TotalSeconds, ResidentSet.Of(process), descriptors, threads);
    }
}
