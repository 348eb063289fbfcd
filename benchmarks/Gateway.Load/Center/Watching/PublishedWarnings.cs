using System.Collections.Concurrent;

namespace Gateway.Load.Center.Watching;

/// <summary>When each warning was handed to the broker, and who has seen it since. Thread-safe.</summary>
internal sealed class PublishedWarnings
{
    private readonly ConcurrentDictionary<string, long> _published = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Viewer, string Key), bool> _seen = new();
    private readonly ConcurrentDictionary<string, LatencyBook> _books = new(StringComparer.Ordinal);

    public int Count => _published.Count;

    public void Note(string key) => _published[key] = TimeProvider.System.GetTimestamp();

    /// <summary>Somebody sees it; only the first time counts.</summary>
    public void See(string viewer, string key)
    {
        var now = TimeProvider.System.GetTimestamp();
        if (_published.TryGetValue(key, out var published) && _seen.TryAdd((viewer, key), true))
        {
            Book(viewer).Add(published, now);
        }
    }

    /// <summary>Delays of those seen since the last call.</summary>
    public Latencies Take(string viewer) => Book(viewer).Take();

    /// <summary>Warnings this viewer never saw.</summary>
    public int Missing(string viewer) => _published.Keys.Count(key => !_seen.ContainsKey((viewer, key)));

    private LatencyBook Book(string viewer) => _books.GetOrAdd(viewer, _ => new LatencyBook());
}
