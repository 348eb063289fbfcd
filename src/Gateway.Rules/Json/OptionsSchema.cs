using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Rules.Json;

/// <summary>The JSON schema of a configuration, made from its option records so that it cannot lag behind them.</summary>
public static class OptionsSchema
{
    private const string DurationPattern = @"^[0-9.]+(ms|s|min|h|d)$|^(\d+\.)?\d\d:\d\d:\d\d(\.\d+)?$";

    /// <param name="options">Record of the whole file.</param>
    public static string Write(Type options, string title)
    {
        var exporter = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        var schema = (JsonObject)StrictJson.Options.GetJsonSchemaAsNode(options, exporter);
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
        };
        foreach (var (name, value) in schema)
        {
            root[name] = value?.DeepClone();
        }

        return root.ToJsonString(StrictJson.Options) + "\n";
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(TimeSpan))
        {
            return Duration(Nullable.GetUnderlyingType(type) is not null);
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

        AllowVariables(type, node);
        return context.PropertyInfo is { } property && IsPath(property.Name) && type == typeof(string) ? Described(node) : node;
    }

    private static bool IsPath(string name) => name is "folder" or "templates" || name.EndsWith("File", StringComparison.Ordinal);

    private static JsonObject Described(JsonObject node)
    {
        node.Insert(0, "description", "A path; a relative one counts from the folder of this file. / 路径；相对路径从本文件所在文件夹算起。");
        return node;
    }

    /// <summary>Where a number or a switch may stand, a text with <c>${NAME}</c> may stand too.</summary>
    private static void AllowVariables(Type type, JsonObject node)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (!bare.IsPrimitive || node["type"] is not { } written)
        {
            return;
        }

        var kinds = written is JsonArray list ? list.Select(kind => kind?.DeepClone()) : [written.DeepClone()];
        node["type"] = new JsonArray([.. kinds, JsonValue.Create("string")]);
        node["pattern"] = @"\$\{[A-Za-z_][A-Za-z0-9_]*\}";
    }

    private static JsonObject Duration(bool nullable)
    {
        var kinds = new JsonArray("number", "string");
        if (nullable)
        {
            kinds.Add("null");
        }

        return new JsonObject { ["type"] = kinds, ["pattern"] = DurationPattern };
    }
}
