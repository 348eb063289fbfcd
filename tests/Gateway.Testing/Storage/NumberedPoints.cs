using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Testing.Storage;

/// <summary>Points <c>p0</c>, <c>p1</c> ... with the same tags.</summary>
public sealed class NumberedPoints : IPointDirectory
{
    private readonly List<Point> _points;
    private readonly Dictionary<string, Point> _byId;

    public NumberedPoints(int count)
    {
        _points = [.. Enumerable.Range(0, count).Select(NewPoint)];
        _byId = _points.ToDictionary(p => p.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<Point> All => _points;

    public int Count => _points.Count;

    public static Point NewPoint(int index) => new()
    {
        Index = index,
        Id = $"p{index}",
        Name = new LocalizedText("测点", "point"),
        Device = "gas-01",
        Family = "gas",
        Quantity = "lel",
    };

    public string? IdOf(int index) => Find(index)?.Id;

    public Point? Find(int index) => index >= 0 && index < _points.Count ? _points[index] : null;

    public Point? Find(string id) => _byId.GetValueOrDefault(id);
}
