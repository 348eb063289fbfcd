using Gateway.Center.Data;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Link;

/// <summary>All gateways the center has heard of, in memory. Thread-safe.</summary>
internal sealed class EdgeBook(LinkOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<EdgeKey, EdgeLine> _lines = [];
    private readonly HashSet<EdgeKey> _receiptsDue = [];

    public async Task LoadAsync(CenterStore store, CancellationToken cancellation)
    {
        var edges = await store.ReadAsync(db => db.Set<EdgeBox>().ToListAsync(cancellation), cancellation);
        lock (_gate)
        {
            foreach (var edge in edges)
            {
                var key = new EdgeKey(edge.SiteId, edge.EdgeId);
                var seen = edge.LastSeen ?? DateTimeOffset.MinValue;
                _lines[key] = new EdgeLine(key) { Epoch = edge.Epoch, LastSeen = seen, SavedSeen = seen, IsStored = true, State = edge.State };
            }
        }
    }

    /// <summary>Does something with a gateway's line under the lock; false when there are too many gateways.</summary>
    public bool With(EdgeKey key, Action<EdgeLine> use)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(key, out var line))
            {
                if (_lines.Count >= options.MaxEdges)
                {
                    return false;
                }

                _lines[key] = line = new EdgeLine(key);
            }

            use(line);
            return true;
        }
    }

    /// <summary>Something about every gateway.</summary>
    public IReadOnlyList<T> Select<T>(Func<EdgeLine, T> select)
    {
        lock (_gate)
        {
            return [.. _lines.Values.Select(select)];
        }
    }

    public DateTimeOffset LastSeen(EdgeKey key)
    {
        lock (_gate)
        {
            return _lines.TryGetValue(key, out var line) ? line.LastSeen : DateTimeOffset.MinValue;
        }
    }

    public double? ClockOffsetMs(EdgeKey key)
    {
        lock (_gate)
        {
            return _lines.TryGetValue(key, out var line) ? line.Clock.MedianMs : null;
        }
    }

    /// <summary>A receipt is owed: something was committed, came twice, or the gateway came online.</summary>
    public void OweReceipt(EdgeKey key)
    {
        lock (_gate)
        {
            _receiptsDue.Add(key);
        }
    }

    /// <summary>Gateways a receipt is owed to, with the log of now; owed no longer.</summary>
    public IReadOnlyList<(EdgeKey Edge, string Epoch)> TakeReceiptsDue()
    {
        lock (_gate)
        {
            var due = _receiptsDue.Where(_lines.ContainsKey).Select(key => (key, _lines[key].Epoch)).ToList();
            _receiptsDue.Clear();
            return due;
        }
    }
}
