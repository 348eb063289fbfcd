using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Storage.Sqlite.Tests.Support;

/// <summary>A point table of so many points named <c>p0</c>, <c>p1</c> ...; the order can be turned round, as a restart may do.</summary>
public sealed class TestPoints(int count, bool reversed = false) : IPointDirectory
{
    public int Count => count;

    public Point? Find(int index) => index >= 0 && index < count
        ? new Point { Index = index, Id = $"p{(reversed ? count - 1 - index : index)}", Name = new("点", "point") }
        : null;

    public Point? Find(string id) => Enumerable.Range(0, count).Select(Find).FirstOrDefault(p => p!.Id == id);
}
