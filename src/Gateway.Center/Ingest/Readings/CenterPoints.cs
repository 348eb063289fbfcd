using System.Collections.Concurrent;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ingest.Readings;

/// <summary>
/// The points of all sites under their history ids, numbered as they are met. Thread-safe. What a point is stands in its <see cref="Sites.SitePoint"/>; the
/// stores need the id only, so that a table told anew never makes a new series out of an old one.
/// </summary>
internal sealed class CenterPoints : IPointDirectory
{
    private static readonly LocalizedText s_name = new("测点", "point");
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Point> _byId = new(StringComparer.Ordinal);
    private Point[] _points = new Point[1024];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>The number of a history id; given to it when it is new.</summary>
    public int IndexOf(string historyId)
    {
        if (_byId.TryGetValue(historyId, out var known))
        {
            return known.Index;
        }

        lock (_gate)
        {
            if (_byId.TryGetValue(historyId, out known))
            {
                return known.Index;
            }

            if (_count == _points.Length)
            {
                Array.Resize(ref _points, _count * 2);
            }

            var point = new Point { Index = _count, Id = historyId, Name = s_name, Family = "" };
            _points[_count] = point;
            _byId[historyId] = point;
            Volatile.Write(ref _count, _count + 1);
            return point.Index;
        }
    }

    public Point? Find(int index) => index >= 0 && index < Count ? Volatile.Read(ref _points)[index] : null;

    public Point? Find(string id) => _byId.GetValueOrDefault(id);
}
