using System.Collections.Concurrent;

namespace Gateway.Pipeline.Batches;

/// <summary>Keeps emptied batches for reuse. Any thread may rent and return.</summary>
public sealed class BatchPool
{
    private const int InitialCapacity = 64;
    private const int LargestKept = 4096;

    private readonly ConcurrentQueue<ReadingBatch> _free = new();
    private readonly int _keep;
    private int _kept;

    /// <param name="keep">Most batches kept empty; more are left to the garbage collector. Default 512.</param>
    public BatchPool(int keep = 512) => _keep = keep;

    public ReadingBatch Rent(int source, long receivedTime)
    {
        if (_free.TryDequeue(out var batch))
        {
            Interlocked.Decrement(ref _kept);
        }
        else
        {
            batch = new ReadingBatch(InitialCapacity);
        }

        batch.Source = source;
        batch.ReceivedTime = receivedTime;
        return batch;
    }

    public void Return(ReadingBatch batch)
    {
        var tooLarge = batch.Count > LargestKept;
        batch.Clear();
        if (tooLarge || Interlocked.Increment(ref _kept) > _keep)
        {
            if (!tooLarge)
            {
                Interlocked.Decrement(ref _kept);
            }

            return;
        }

        _free.Enqueue(batch);
    }
}
