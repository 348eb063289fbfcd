using System.Text.Json.Nodes;
using Gateway.Rules.Json;

namespace Gateway.Edge.Configuration.Validation;

/// <summary>
/// Says whether every id that others may refer to can be read, whatever else is wrong in the section. Only then is "unknown" more than a
/// consequence of an error that was told already.
/// </summary>
internal static class ReadableIds
{
    /// <param name="root">The whole document, variables put in.</param>
    /// <param name="steps">Names of the section and the lists below it, for example modbus, lines, devices.</param>
    public static bool All(JsonObject root, params ReadOnlySpan<string> steps) => Below(root, steps);

    private static bool Below(JsonObject node, ReadOnlySpan<string> steps)
    {
        var step = steps[0];
        if (!node.TryGetPropertyValue(step, out var child))
        {
            // A name that was misspelt may hold them.
            return !node.Any(pair => NearestName.Of(pair.Key, [step]) is not null);
        }

        if (child is JsonObject section)
        {
            return steps.Length > 1 && Below(section, steps[1..]);
        }

        return child is JsonArray list && AllOf(list, steps[1..]);
    }

    private static bool AllOf(JsonArray list, ReadOnlySpan<string> steps)
    {
        foreach (var item in list)
        {
            if (item is not JsonObject entry || (steps.Length > 0 ? !Below(entry, steps) : !HasId(entry)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasId(JsonObject entry) =>
        entry["id"] is JsonValue value && value.TryGetValue<string>(out var id) && !id.Contains("${", StringComparison.Ordinal);
}
