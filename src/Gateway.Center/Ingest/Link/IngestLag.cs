using System.Collections.Concurrent;
using Gateway.Center.Composition.Metrics;

namespace Gateway.Center.Ingest.Link;

/// <summary>How long what the broker gave us takes until it is committed. Thread-safe.</summary>
internal sealed class IngestLag(CenterMeter meter, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, long> _open = new();
    private long _last;

    /// <summary>Age of the oldest socket read that is not committed; zero when all are.</summary>
    public TimeSpan Oldest => _open.Values.DefaultIfEmpty(long.MaxValue).Min() is var began && began == long.MaxValue ? TimeSpan.Zero : time.GetElapsedTime(began);

    /// <summary>A socket read came in.</summary>
    /// <returns>To be called when all of it is committed, or will not be.</returns>
    public Action Begin()
    {
        var (number, began) = (Interlocked.Increment(ref _last), time.GetTimestamp());
        _open[number] = began;
        return () =>
        {
            _open.TryRemove(number, out _);
            meter.Took(time.GetElapsedTime(began));
        };
    }
}
