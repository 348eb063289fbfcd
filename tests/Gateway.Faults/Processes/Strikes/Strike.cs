using Gateway.Faults.Processes.County;

namespace Gateway.Faults.Processes.Strikes;

/// <summary>One fault: it begins, holds and is taken back by itself.</summary>
/// <param name="Kind">As it is counted: <c>kill.gateway</c>, <c>net.halfOpen</c>.</param>
/// <param name="Target">Two strikes of one target never hold at the same time; null = it looks for a free one itself.</param>
/// <param name="RunAsync">Returns when the fault is taken back; what was hit may still be recovering.</param>
internal sealed record Strike(string Kind, string? Target, Func<FaultedCounty, Random, CancellationToken, Task> RunAsync)
{
    /// <summary>Waits for a time drawn by lot.</summary>
    public static Task HoldAsync(Random random, double fromSeconds, double toSeconds, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromSeconds(fromSeconds + (random.NextDouble() * (toSeconds - fromSeconds))), TimeProvider.System, cancellation);
}
