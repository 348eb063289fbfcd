namespace Gateway.Hosting.Memory;

/// <summary>
/// Keeps memory flat over weeks: every few minutes what native code has freed goes back to the system, and a full collection that closes the gaps is done where
/// the runtime sees no reason for one. A quiet program allocates little, and the little that outlives two small collections by chance waits for the day the oldest
/// generation is looked at: hours on a machine with memory to spare, and a box shows a climb that nobody can tell from a leak. A busy program collects by itself,
/// but keeps the gaps between what lives; where they are more than a quarter, they are closed too. The pause is that of one full collection, some tens of milliseconds.
/// </summary>
public sealed class HeapTidying
{
    /// <summary>So long without a full collection is too long.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;
    private readonly Func<int> _fullCollections;
    private readonly Func<bool> _roomy;
    private readonly Action _collect;
    private readonly Action _giveBack;

    public HeapTidying(TimeProvider time)
        : this(time, () => GC.CollectionCount(GC.MaxGeneration), IsRoomy, Compact, NativeArenas.GiveBack)
    {
    }

    /// <param name="time">Clock of the periods.</param>
    /// <param name="fullCollections">How many there were since the start.</param>
    /// <param name="roomy">Whether the heap holds much more memory than what lives in it.</param>
    /// <param name="collect">Does a full collection, closes the gaps and gives the rest back.</param>
    /// <param name="giveBack">Gives native memory back.</param>
    internal HeapTidying(TimeProvider time, Func<int> fullCollections, Func<bool> roomy, Action collect, Action giveBack) =>
        (_time, _fullCollections, _roomy, _collect, _giveBack) = (time, fullCollections, roomy, collect, giveBack);

    /// <summary>Ends when cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, _time);
        var before = _fullCollections();
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                if (_fullCollections() == before || _roomy())
                {
                    _collect();
                }

                // After the collection: objects that end free native memory too.
                _giveBack();
                before = _fullCollections();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private static bool IsRoomy()
    {
        var heap = GC.GetGCMemoryInfo(GCKind.Any);
        return heap.TotalCommittedBytes > heap.HeapSizeBytes * 5 / 4;
    }

    // Aggressive: the kind that gives emptied regions back at once and not over the next hours.
    private static void Compact() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
