using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Rules.Json;

/// <summary>
/// A copy of a faulty document that can be read: what cannot is left out, or replaced by a neutral value where one is required.
/// Only for finding further errors beside those already told; never for running. List items keep their positions, so that paths stay right.
/// </summary>
public static class SoundCopy
{
    public static JsonNode? Of(JsonNode? node, Type type) => TryCopy(node, type, out var copy) ? copy : StandIn(type);

    private static bool TryCopy(JsonNode? node, Type type, out JsonNode? copy)
    {
        copy = null;
        if (node is null)
        {
            return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        }

        var info = StrictJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        copy = (info.Kind, node) switch
        {
            (JsonTypeInfoKind.Object, JsonObject written) => CopyObject(written, info),
            (JsonTypeInfoKind.Enumerable, JsonArray array) => CopyArray(array, info.ElementType!),
            (JsonTypeInfoKind.Dictionary, JsonObject map) => CopyMap(map, info.ElementType!),
            (JsonTypeInfoKind.None, _) when CanRead(node, type) => node.DeepClone(),
            _ => null,
        };
        return copy is not null;
    }

    private static JsonObject CopyObject(JsonObject written, JsonTypeInfo info)
    {
        var copy = new JsonObject();
        foreach (var property in info.Properties)
        {
            if (written.TryGetPropertyValue(property.Name, out var value)
                && (value is not null || property.IsSetNullable)
                && TryCopy(value, property.PropertyType, out var sound))
            {
                copy[property.Name] = sound;
            }
            else if (ShapeChecker.IsRequired(property))
            {
                copy[property.Name] = StandIn(property.PropertyType);
            }
        }

        return copy;
    }

    private static JsonArray CopyArray(JsonArray array, Type element) =>
        new([.. array.Select(item => item is null ? StandIn(element) : Of(item, element))]);

    private static JsonObject CopyMap(JsonObject map, Type element)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in map)
        {
            copy[name] = Of(value, element);
        }

        return copy;
    }

    private static bool CanRead(JsonNode node, Type type)
    {
        try
        {
            _ = node.Deserialize(type, StrictJson.Options);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException
            or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static JsonNode? StandIn(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        var info = StrictJson.Options.GetTypeInfo(bare);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => CopyObject([], info),
            JsonTypeInfoKind.Enumerable => new JsonArray(),
            JsonTypeInfoKind.Dictionary => new JsonObject(),
            _ when bare == typeof(string) => JsonValue.Create("?"),
            _ when bare.IsValueType => JsonSerializer.SerializeToNode(Activator.CreateInstance(bare), bare, StrictJson.Options),
            _ => null,
        };
    }
}
