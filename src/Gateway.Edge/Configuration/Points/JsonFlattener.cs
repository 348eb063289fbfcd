using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Edge.Configuration.Points;

/// <summary>
/// One record as cells and back: <c>modbus.address</c>, <c>judgement.limits[0].high</c>. An empty object or array is a cell
/// <c>{}</c> or <c>[]</c>; dots and brackets inside a name are written with a backslash.
/// </summary>
public static class JsonFlattener
{
    private const int LargestIndex = 999;

    /// <summary>Names within names; as deep as a configuration may be.</summary>
    private const int MostSteps = 32;

    public static IReadOnlyDictionary<string, JsonNode?> Flatten(JsonObject record)
    {
        var cells = new Dictionary<string, JsonNode?>();
        foreach (var (name, value) in record)
        {
            Flatten(Escape(name), value, cells);
        }

        return cells;
    }

    /// <returns>False when the path cannot be put into the record (bad syntax, more than 32 levels, or another cell stands in its way).</returns>
    public static bool TrySet(JsonObject record, string path, JsonNode? value)
    {
        if (Steps(path) is not { Count: > 0 and <= MostSteps } steps || steps[0] is int)
        {
            return false;
        }

        JsonNode node = record;
        for (var i = 0; i < steps.Count - 1; i++)
        {
            if (Child(node, steps[i], steps[i + 1] is int) is not { } child)
            {
                return false;
            }

            node = child;
        }

        return Put(node, steps[^1], value);
    }

    /// <summary>Arrays of a sheet may have holes where cells are empty: these close up.</summary>
    public static void CloseHoles(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                for (var i = array.Count - 1; i >= 0; i--)
                {
                    if (array[i] is null)
                    {
                        array.RemoveAt(i);
                    }
                    else
                    {
                        CloseHoles(array[i]);
                    }
                }

                break;
            case JsonObject map:
                foreach (var (_, value) in map)
                {
                    CloseHoles(value);
                }

                break;
        }
    }

    private static void Flatten(string path, JsonNode? node, Dictionary<string, JsonNode?> cells)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                foreach (var (name, value) in map)
                {
                    Flatten($"{path}.{Escape(name)}", value, cells);
                }

                break;
            case JsonArray { Count: > 0 } array:
                for (var i = 0; i < array.Count; i++)
                {
                    Flatten(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), array[i], cells);
                }

                break;
            case not null:
                cells[path] = node;
                break;
        }
    }

    private static JsonNode? Child(JsonNode node, object step, bool array)
    {
        var child = (node, step) switch
        {
            (JsonObject map, string name) => map[name],
            (JsonArray list, int index) => index < list.Count ? list[index] : null,
            _ => null,
        };
        if (child is JsonObject && !array || child is JsonArray && array)
        {
            return child;
        }

        JsonNode created = array ? new JsonArray() : new JsonObject();
        return child is null && Put(node, step, created) ? created : null;
    }

    private static bool Put(JsonNode node, object step, JsonNode? value)
    {
        switch (node, step)
        {
            case (JsonObject map, string name) when map[name] is null:
                map[name] = value;
                return true;
            case (JsonArray list, int index):
                while (list.Count <= index)
                {
                    list.Add(null);
                }

                if (list[index] is not null)
                {
                    return false;
                }

                list[index] = value;
                return true;
            default:
                return false;
        }
    }

    private static string Escape(string name)
    {
        if (!name.AsSpan().ContainsAny(".[]\\"))
        {
            return name;
        }

        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (letter is '.' or '[' or ']' or '\\')
            {
                text.Append('\\');
            }

            text.Append(letter);
        }

        return text.ToString();
    }

    /// <returns>Names (string) and indexes (int); null when the path is malformed.</returns>
    private static List<object>? Steps(string path)
    {
        var steps = new List<object>();
        var name = new StringBuilder();
        var i = 0;
        while (i < path.Length)
        {
            name.Clear();
            while (i < path.Length && path[i] is not ('.' or '['))
            {
                if (path[i] == '\\' && ++i == path.Length)
                {
                    return null;
                }

                name.Append(path[i++]);
            }

            steps.Add(name.ToString());
            while (i < path.Length && path[i] == '[')
            {
                var close = path.IndexOf(']', i);
                if (close < 0 || !int.TryParse(path.AsSpan(i + 1, close - i - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    || index > LargestIndex)
                {
                    return null;
                }

                steps.Add(index);
                i = close + 1;
            }

            if (i < path.Length && path[i++] != '.')
            {
                return null;
            }
        }

        return steps;
    }
}
