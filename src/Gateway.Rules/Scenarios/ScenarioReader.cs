using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Json;

namespace Gateway.Rules.Scenarios;

/// <summary>Reads scenario templates of the seeds.</summary>
public static class ScenarioReader
{
    public const string Folder = "scenarios";

    /// <returns>Null after an error, which was told.</returns>
    public static ScenarioTemplate? Read(string file, ConfigurationErrors errors)
    {
        var name = Path.GetFileName(file);
        if (JsonFile.Read(file, errors) is not { } root || Known(root, typeof(ScenarioTemplate)) is not { } whole)
        {
            return null;
        }

        whole["expectedPoints"] = new JsonArray([.. (root["expectedPoints"] as JsonArray ?? []).Select(point => point is JsonObject read ? Known(read, typeof(ExpectedPoint)) : point?.DeepClone())]);
        return new ShapeChecker(errors, new HashSet<JsonNode>()).Check(whole, typeof(ScenarioTemplate), $"{name}: ")
            ? whole.Deserialize<ScenarioTemplate>(StrictJson.Options)
            : null;
    }

    // The files say more for people: documents, attributes, demands.
    private static JsonObject Known(JsonObject root, Type type)
    {
        var names = StrictJson.Options.GetTypeInfo(type).Properties.Select(property => property.Name).ToHashSet();
        return new JsonObject(root.Where(pair => names.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
    }
}
