using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Configuration.Templates;

/// <summary>Fills the <c>{names}</c> of one template point: <c>device</c>, <c>n</c>, <c>nameZh</c>, <c>nameEn</c>, and the template's own.</summary>
internal sealed partial class TemplateValues(
    TemplateFile template, DeviceOptions device, int n, string origin, ConfigurationErrors errors)
{
    /// <returns>A filled copy.</returns>
    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value)))),
        JsonArray array => new JsonArray(array.Select(Fill).ToArray()),
        JsonValue value when value.TryGetValue<string>(out var text) => FillText(text),
        _ => node?.DeepClone(),
    };

    private JsonNode? FillText(string text)
    {
        // A text that is one name only takes the value with its type: "address": "{base}".
        var whole = Name().Match(text);
        if (whole.Success && whole.Length == text.Length)
        {
            return Lookup(whole.Groups["name"].Value)?.DeepClone() ?? text;
        }

        return JsonValue.Create(Name().Replace(text, match => Lookup(match.Groups["name"].Value)?.ToString() ?? match.Value));
    }

    private JsonNode? Lookup(string name)
    {
        var value = BuiltIn(name);
        if (value is not null || device.Values.TryGetValue(name, out value) || template.Values.TryGetValue(name, out value))
        {
            if (value is not null)
            {
                return value;
            }
        }

        var names = string.Join(", ", template.Values.Keys);
        errors.Add(
            origin, $"{{{name}}}", $"在设备的 values 中给出 {name}（模板参数：{names}）", $"give {name} in the device's values (the template's own: {names})");
        return null;
    }

    private JsonNode? BuiltIn(string name) => name switch
    {
        "device" => device.Id,
        "n" => n,
        "nameZh" => device.NameZh ?? device.Id,
        "nameEn" => device.NameEn ?? device.Id,
        _ => null,
    };

    // "${NAME}" is an environment variable, not a template name.
    [GeneratedRegex(@"(?<!\$)\{(?<name>[A-Za-z][A-Za-z0-9_]*)\}", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
