using Gateway.Core.Measurements;
using Gateway.Edge.Configuration.Points;
using Gateway.Edge.Configuration.Validation;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>The running point table. One writer (a reload), any number of readers: each change is a new table.</summary>
public sealed class PointTable : IPointDirectory
{
    private volatile Table _table = new([], new Dictionary<string, int>());

    public int Count => _table.Points.Length;

    /// <summary>Points in use, in the order of their indexes.</summary>
    public IEnumerable<Point> All => _table.Points.OfType<Point>();

    public Point? Find(int index)
    {
        var points = _table.Points;
        return (uint)index < (uint)points.Length ? points[index] : null;
    }

    public Point? Find(string id)
    {
        var table = _table;
        return table.Indexes.TryGetValue(id, out var index) ? table.Points[index] : null;
    }

    /// <summary>Takes over a configuration. A point keeps its index; one that comes back gets its old index again.</summary>
    /// <param name="subjects">Places rules hang on: points no sensor measures.</param>
    public void Apply(IReadOnlyList<PointConfig> configured, IReadOnlyList<Point> subjects)
    {
        var indexes = new Dictionary<string, int>(_table.Indexes);
        foreach (var id in configured.Select(point => point.Id).Concat(subjects.Select(subject => subject.Id)))
        {
            indexes.TryAdd(id, indexes.Count);
        }

        var points = new Point?[indexes.Count];
        foreach (var point in configured)
        {
            points[indexes[point.Id]] = PointValidator.PointOf(point, indexes[point.Id]);
        }

        foreach (var subject in subjects)
        {
            points[indexes[subject.Id]] = subject with { Index = indexes[subject.Id] };
        }

        _table = new Table(points, indexes);
    }

    private sealed record Table(Point?[] Points, IReadOnlyDictionary<string, int> Indexes);
}
