using Gateway.Pipeline.Batches;

namespace Gateway.Pipeline.Ports;

/// <summary>Where a driver hands its readings over. Thread-safe.</summary>
public interface IReadingOutlet
{
    /// <summary>An empty batch stamped with the source and the present time. Give it back through <see cref="WriteAsync"/> or <see cref="Return"/>.</summary>
    ReadingBatch Rent(int source);

    /// <summary>
    /// Hands the batch over; it no longer belongs to the caller. Waits while the pipeline is full (back-pressure): a driver
    /// that cannot keep its rate then reports late polls. Completes synchronously while there is room.
    /// </summary>
    ValueTask WriteAsync(ReadingBatch batch, CancellationToken cancellation);

    /// <summary>Gives an unused batch back.</summary>
    void Return(ReadingBatch batch);
}
