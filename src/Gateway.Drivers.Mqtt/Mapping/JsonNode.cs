namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>A place in the document where something wanted lies, below it or here. Built once a topic.</summary>
internal sealed class JsonNode
{
    private readonly List<(JsonStep Step, JsonNode Node)> _children = [];

    /// <summary>Where in the slots the scalar of this place goes; -1 = nobody wants it.</summary>
    public int Slot { get; set; } = -1;

    public bool IsLeaf => _children.Count == 0;

    public IReadOnlyList<(JsonStep Step, JsonNode Node)> Children => _children;

    public JsonNode Child(IReadOnlyList<JsonStep> path)
    {
        var node = this;
        foreach (var step in path)
        {
            node = node.Child(step);
        }

        return node;
    }

    /// <summary>The child by index; null when nobody wants it.</summary>
    public JsonNode? Find(int index)
    {
        foreach (var (step, node) in _children)
        {
            if (step.Name is null && step.Index == index)
            {
                return node;
            }
        }

        return null;
    }

    private JsonNode Child(JsonStep step)
    {
        foreach (var (known, node) in _children)
        {
            if (known.Index == step.Index && known.Name.AsSpan().SequenceEqual(step.Name) && known.Name is null == step.Name is null)
            {
                return node;
            }
        }

        var added = new JsonNode();
        _children.Add((step, added));
        return added;
    }
}
