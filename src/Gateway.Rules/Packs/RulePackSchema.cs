using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Gateway.Rules.Builders;
using Gateway.Rules.Json;

namespace Gateway.Rules.Packs;

/// <summary>The JSON schema of rule packs, made from the records so that it cannot lag behind them.</summary>
public static class RulePackSchema
{
    private const string DurationPattern = @"^[0-9.]+ ?(ms|s|min|h|d)$|^(\d+\.)?\d\d:\d\d:\d\d(\.\d+)?$";

    public static string Write()
    {
        var exporter = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        var root = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "gateway rule pack" };
        foreach (var (name, value) in (JsonObject)StrictJson.Options.GetJsonSchemaAsNode(typeof(RulePack), exporter))
        {
            root[name] = value?.DeepClone();
        }

        return root.ToJsonString(StrictJson.Options) + "\n";
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(TimeSpan))
        {
            return new JsonObject { ["type"] = new JsonArray("number", "string"), ["pattern"] = DurationPattern };
        }

        if (schema is not JsonObject node)
        {
            return schema;
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && node["properties"] is JsonObject properties)
        {
            if (context.Path.Length == 0)
            {
                properties["$schema"] = new JsonObject { ["type"] = "string" };
            }

            node["additionalProperties"] = false;
        }

        if (context.PropertyInfo is { Name: "type" } && context.TypeInfo.Type == typeof(string))
        {
            node["enum"] = new JsonArray([.. BuilderRegistry.Types.Order(StringComparer.Ordinal).Select(type => JsonValue.Create(type))]);
        }

        return node;
    }
}
