using System.Collections.Concurrent;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;

namespace Gateway.Interop.Tests.Mqtt;

/// <summary>Keeps every reading and settles its batch at once with a chosen outcome, or never.</summary>
internal sealed class CollectingOutlet : IReadingOutlet
{
    private readonly BatchPool _pool = new();

    public ConcurrentQueue<Reading> Readings { get; } = new();

    /// <summary>Null = batches stay unsettled, as when the process is killed before the commit.</summary>
    public DeliveryOutcome? Outcome { get; set; } = DeliveryOutcome.Accepted;

    public ReadingBatch Rent(int source) => _pool.Rent(source, TimeProvider.System.GetUtcNow().Ticks);

    public ValueTask WriteAsync(ReadingBatch batch, CancellationToken cancellation)
    {
        // Before its readings are seen: a test that sees them and then changes the outcome means the next batch.
        var outcome = Outcome;
        foreach (var reading in batch.Readings)
        {
            Readings.Enqueue(reading);
        }

        if (outcome is { } chosen)
        {
            batch.Delivery?.Settle(chosen);
        }

        _pool.Return(batch);
        return ValueTask.CompletedTask;
    }

    public void Return(ReadingBatch batch) => _pool.Return(batch);

    public static async Task Until(Func<bool> condition, string what)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(20);
        while (!condition())
        {
            (TimeProvider.System.GetUtcNow() < end).ShouldBeTrue(what);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}
