using System.Collections.Concurrent;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Mqtt.Tests;

/// <summary>Notes batches by their readings and leaves settling to the test.</summary>
internal sealed class PoolOutlet(TimeProvider time) : IReadingOutlet
{
    private readonly BatchPool _pool = new();

    public ConcurrentQueue<(Reading[] Readings, IDeliveryHandle? Delivery, int Source)> Batches { get; } = new();

    public ReadingBatch Rent(int source) => _pool.Rent(source, time.GetUtcNow().Ticks);

    public ValueTask WriteAsync(ReadingBatch batch, CancellationToken cancellation)
    {
        Batches.Enqueue((batch.Readings.ToArray(), batch.Delivery, batch.Source));
        _pool.Return(batch);
        return ValueTask.CompletedTask;
    }

    public void Return(ReadingBatch batch) => _pool.Return(batch);
}
