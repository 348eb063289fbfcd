using System.Text;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>Points whose paths start at the same place: the root of the message, or the element of an array.</summary>
internal class Scope
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    public JsonNode Root { get; } = new();

    public List<PointReader> Points { get; } = [];

    /// <summary>Scratch of the message being read: one task reads one connection.</summary>
    public Scalar[] Values { get; private set; } = [];

    /// <returns>The slot of a path; -1 when it is null.</returns>
    public int SlotOf(string? path)
    {
        if (path is null)
        {
            return -1;
        }

        if (!_slots.TryGetValue(path, out var slot))
        {
            slot = _slots.Count;
            _slots.Add(path, slot);
            Root.Child(JsonPath.Parse(path) ?? []).Slot = slot;
            Values = new Scalar[_slots.Count];
        }

        // Two spellings of one path share its node.
        return Root.Child(JsonPath.Parse(path) ?? []).Slot;
    }
}

/// <summary>The elements of one array; each is picked by its id, or all belong to the same points.</summary>
internal sealed class ArrayScope : Scope
{
    public int IdSlot { get; set; } = -1;

    /// <summary>Points by the id of their element.</summary>
    public Dictionary<byte[], List<PointReader>> ById { get; } = new(TopicComparer.Instance);

    public void Add(PointReader point, string id)
    {
        if (IdSlot < 0)
        {
            Points.Add(point);
            return;
        }

        var key = Encoding.UTF8.GetBytes(id);
        if (!ById.TryGetValue(key, out var points))
        {
            ById.Add(key, points = []);
        }

        points.Add(point);
    }

    public List<PointReader>? PointsOf(ReadOnlySpan<byte> id) =>
        ById.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(id, out var points) ? points : null;
}
