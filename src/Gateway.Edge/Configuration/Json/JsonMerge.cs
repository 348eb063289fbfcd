using System.Text.Json.Nodes;

namespace Gateway.Edge.Configuration.Json;

/// <summary>Lays one object over another: objects merge, everything else replaces. A null replaces too: it switches something off.</summary>
public static class JsonMerge
{
    /// <returns>A new object; neither argument is changed.</returns>
    public static JsonObject Merge(JsonObject under, JsonObject over)
    {
        var merged = (JsonObject)under.DeepClone();
        foreach (var (name, value) in over)
        {
            if (value is JsonObject inner && merged[name] is JsonObject outer)
            {
                merged[name] = Merge(outer, inner);
            }
            else
            {
                merged[name] = value?.DeepClone();
            }
        }

        return merged;
    }
}
