using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Gateway.Pipeline.Configuration;
using Gateway.Pipeline.Security;

namespace Gateway.Rules.Json;

/// <summary>
/// Holds a JSON document against the option records: unknown and missing properties, wrong types, all at once. The
/// serializer alone would stop at the first.
/// </summary>
/// <param name="substituted">Strings that came from <c>${NAME}</c>: these may stand where a number or a switch is wanted.</param>
public sealed class ShapeChecker(ConfigurationErrors errors, IReadOnlySet<JsonNode> substituted)
{
    /// <returns>True when the node can be read as the type.</returns>
    public bool Check(JsonNode? node, Type type, string path)
    {
        var before = errors.Items.Count;
        CheckNode(node, type, path);
        return errors.Items.Count == before;
    }

    private void CheckNode(JsonNode? node, Type type, string path)
    {
        if (node is null)
        {
            CheckNull(type, path);
            return;
        }

        var info = StrictJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckObject(node, info, path);
                break;
            case JsonTypeInfoKind.Enumerable:
                CheckArray(node, info.ElementType!, path);
                break;
            case JsonTypeInfoKind.Dictionary:
                CheckMap(node, info.ElementType!, path);
                break;
            default:
                CheckScalar(node, type, path);
                break;
        }
    }

    private void CheckNull(Type type, string path)
    {
        if (type.IsValueType && Nullable.GetUnderlyingType(type) is null)
        {
            errors.Add(path, "null", AllowedText.Zh(type), AllowedText.En(type));
        }
    }

    private void CheckObject(JsonNode node, JsonTypeInfo info, string path)
    {
        if (node is not JsonObject written)
        {
            errors.Add(path, Short(node), "一个对象 { … }", "an object { … }");
            return;
        }

        var known = info.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null)
            .ToDictionary(property => property.Name);
        foreach (var (name, value) in written.ToList())
        {
            if (known.TryGetValue(name, out var property))
            {
                CheckProperty(value, property, Below(path, name));
            }
            else if (name != "$schema")
            {
                AddUnknown(name, value, known.Keys, Below(path, name));
            }
        }

        foreach (var missing in known.Values.Where(property => IsRequired(property) && !written.ContainsKey(property.Name)))
        {
            errors.Add(Below(path, missing.Name), "", "必填：" + AllowedText.Zh(missing.PropertyType), "required: " + AllowedText.En(missing.PropertyType));
        }
    }

    public static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private void CheckProperty(JsonNode? value, JsonPropertyInfo property, string path)
    {
        if (value is null && !property.IsSetNullable)
        {
            errors.Add(path, "null", AllowedText.Zh(property.PropertyType), AllowedText.En(property.PropertyType));
            return;
        }

        CheckNode(value, property.PropertyType, path);
    }

    private void AddUnknown(string name, JsonNode? value, IEnumerable<string> known, string path)
    {
        var secret = SecretMask.IsToldBy(name);
        var names = known.Order(StringComparer.Ordinal).ToList();
        var nearest = NearestName.Of(name, names);
        var list = string.Join(", ", names);
        errors.Add(
            path,
            secret ? SecretMask.Mask : Short(value),
            (nearest is null ? "未知属性；" : $"未知属性，是否想写 {nearest}？") + (secret ? "口令只能写在文件或环境变量里；" : "") + $"允许：{list}",
            (nearest is null ? "unknown property; " : $"unknown property, did you mean {nearest}? ")
                + (secret ? "secrets are given by file or environment variable only; " : "") + $"allowed: {list}");
    }

    private void CheckArray(JsonNode node, Type element, string path)
    {
        if (node is not JsonArray array)
        {
            errors.Add(path, Short(node), "一个数组 [ … ]", "an array [ … ]");
            return;
        }

        for (var i = 0; i < array.Count; i++)
        {
            CheckItem(array[i], element, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
        }
    }

    private void CheckMap(JsonNode node, Type element, string path)
    {
        if (node is not JsonObject map)
        {
            errors.Add(path, Short(node), "一个对象 { … }", "an object { … }");
            return;
        }

        foreach (var (name, value) in map.ToList())
        {
            CheckItem(value, element, Below(path, name));
        }
    }

    /// <summary>Nothing in a list or map may be null; only raw JSON values may.</summary>
    private void CheckItem(JsonNode? item, Type type, string path)
    {
        if (item is null && type != typeof(JsonNode))
        {
            errors.Add(path, "null", AllowedText.Zh(type), AllowedText.En(type));
            return;
        }

        CheckNode(item, type, path);
    }

    private void CheckScalar(JsonNode node, Type type, string path)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (Coerced(node, bare) is { } coerced && node.Parent is not null)
        {
            node.ReplaceWith(coerced);
            node = coerced;
        }

        if (IsUnresolved(node))
        {
            return;
        }

        try
        {
            _ = node.Deserialize(type, StrictJson.Options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException
            or ArgumentException or NotSupportedException)
        {
            errors.Add(path, Short(node), AllowedText.Zh(type), AllowedText.En(type));
        }
    }

    /// <summary>A variable that is not set has been told already.</summary>
    private bool IsUnresolved(JsonNode node) =>
        substituted.Contains(node) && node is JsonValue value && value.TryGetValue<string>(out var text) && text.Contains("${", StringComparison.Ordinal);

    private JsonNode? Coerced(JsonNode node, Type type)
    {
        if (!substituted.Contains(node) || (!type.IsPrimitive && type != typeof(decimal)))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(node.GetValue<string>()) is JsonValue value ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A path that ends with a blank names the file only: what follows is a section.</summary>
    private static string Below(string path, string name) => path.EndsWith(' ') ? path + name : $"{path}.{name}";

    private static string Short(JsonNode? node)
    {
        const int longest = 80;
        var text = node switch
        {
            null => "null",
            JsonValue value when value.TryGetValue<string>(out var written) => written,
            _ => node.ToJsonString(),
        };
        return text.Length <= longest ? text : text[..longest] + "…";
    }
}
