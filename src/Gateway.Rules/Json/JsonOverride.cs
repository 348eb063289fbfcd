using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Pipeline.Configuration;

namespace Gateway.Rules.Json;

/// <summary>Applies <c>--set api.port=8090</c> to a document before it is checked. Array items by number: <c>modbus.lines.0.transport.port=1502</c>.</summary>
public static class JsonOverride
{
    public static void Apply(JsonObject root, string setting, ConfigurationErrors errors)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            errors.Add("--set", setting, "路径=值，如 api.port=8090", "path=value, for example api.port=8090");
            return;
        }

        var steps = setting[..equals].Split('.');
        if (!Walk(root, steps, Value(setting[(equals + 1)..])))
        {
            errors.Add("--set", setting, "文档中存在的路径", "a path that exists in the document");
        }
    }

    private static bool Walk(JsonNode node, ReadOnlySpan<string> steps, JsonNode? value)
    {
        if (node is JsonArray array)
        {
            return int.TryParse(steps[0], CultureInfo.InvariantCulture, out var index) && index >= 0 && index < array.Count
                && Into(array[index], steps, value, set => array[index] = set);
        }

        if (node is not JsonObject map)
        {
            return false;
        }

        var name = steps[0];
        if (steps.Length > 1 && map[name] is null)
        {
            map[name] = new JsonObject();
        }

        return Into(map[name], steps, value, set => map[name] = set);
    }

    private static bool Into(JsonNode? child, ReadOnlySpan<string> steps, JsonNode? value, Action<JsonNode?> set)
    {
        if (steps.Length == 1)
        {
            set(value);
            return true;
        }

        return child is not null && Walk(child, steps[1..], value);
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return StrictJson.ParseValue(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
