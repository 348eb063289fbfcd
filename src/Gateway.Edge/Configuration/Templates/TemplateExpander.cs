using Gateway.Edge.Configuration.Json;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Rules.Json;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Configuration.Templates;

/// <summary>Turns devices into point records. Works on JSON, so that what comes out is checked like points written by hand.</summary>
public sealed class TemplateExpander(string folder, ConfigurationErrors errors)
{
    private const int MostRepeats = 1000;

    private readonly Dictionary<string, TemplateFile?> _templates = [];
    private readonly HashSet<string> _files = [];

    /// <summary>The template files read, for the watcher.</summary>
    public IReadOnlyCollection<string> Files => _files;

    public IReadOnlyList<SourcedPoint> Expand(DeviceOptions device, string path)
    {
        if (Template(device.Template, path) is not { } template)
        {
            return [];
        }

        var overrides = device.Points.ToDictionary(pair => pair.Key, pair => pair.Value);
        var omit = device.Omit.ToHashSet();
        var points = new List<SourcedPoint>();
        for (var i = 0; i < template.Points.Count; i++)
        {
            Expand(template, i, device, path, points, overrides, omit);
        }

        foreach (var left in overrides.Keys.Concat(omit))
        {
            var ids = string.Join(", ", points.Select(point => point.RelativeId));
            errors.Add($"{path}.points.{left}", left, $"模板中的测点：{ids}", $"a point of the template: {ids}");
        }

        return points;
    }

    private void Expand(
        TemplateFile template, int index, DeviceOptions device, string path, List<SourcedPoint> points,
        Dictionary<string, JsonObject> overrides, HashSet<string> omit)
    {
        var source = (JsonObject)template.Points[index].DeepClone();
        var origin = $"{path} → {device.Template}.json: points[{index}]";
        if (Repeat(source, origin) is not { } repeat)
        {
            return;
        }

        for (var n = 0; n < repeat.Count; n++)
        {
            var values = new TemplateValues(template, device, n + repeat.From, origin, errors);
            var point = (JsonObject)values.Fill(source)!;
            ShiftAddresses(point, device.AddressOffset + (n * repeat.Stride));
            var relative = (point["id"] as JsonValue)?.TryGetValue<string>(out var id) == true ? id : $"{index}";
            if (omit.Remove(relative))
            {
                continue;
            }

            if (overrides.Remove(relative, out var change))
            {
                point = JsonMerge.Merge(point, change);
            }

            point["id"] = $"{device.Id}.{relative}";
            point["device"] ??= device.Id;
            point["area"] ??= device.Area;
            if (device.Zone.Length > 0)
            {
                point["zone"] ??= device.Zone;
            }

            points.Add(new SourcedPoint(point, origin, relative));
        }
    }

    private TemplateRepeat? Repeat(JsonObject point, string origin)
    {
        if (!point.Remove("repeat", out var node) || node is null)
        {
            return new TemplateRepeat { Count = 1 };
        }

        var checker = new ShapeChecker(errors, new HashSet<JsonNode>());
        if (!checker.Check(node, typeof(TemplateRepeat), origin + ".repeat"))
        {
            return null;
        }

        var repeat = node.Deserialize<TemplateRepeat>(StrictJson.Options)!;
        return errors.Require(
            repeat.Count is >= 1 and <= MostRepeats, origin + ".repeat.count", repeat.Count, $"1..{MostRepeats}", $"1..{MostRepeats}")
            ? repeat
            : null;
    }

    /// <summary>Every <c>address</c> below the Modbus binding moves along: value, status word, decimals.</summary>
    private static void ShiftAddresses(JsonObject point, int by)
    {
        if (by != 0 && point["modbus"] is JsonObject binding)
        {
            Shift(binding, by);
        }
    }

    private static void Shift(JsonObject node, int by)
    {
        foreach (var (name, value) in node.ToList())
        {
            if (value is JsonObject inner)
            {
                Shift(inner, by);
            }
            else if (name.EndsWith("ddress", StringComparison.Ordinal) && value is JsonValue number && number.TryGetValue<int>(out var address))
            {
                node[name] = address + by;
            }
        }
    }

    private TemplateFile? Template(string name, string path)
    {
        if (_templates.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!File.Exists(FileOf(name)) || name.AsSpan().ContainsAny('/', '\\'))
        {
            var names = Directory.Exists(folder)
                ? string.Join(", ", Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal))
                : "";
            errors.Add($"{path}.template", name, $"模板之一：{names}", $"one of the templates: {names}");
            return _templates[name] = null;
        }

        return _templates[name] = Read(name);
    }

    private TemplateFile? Read(string name)
    {
        _files.Add(FileOf(name));
        return JsonFile.Read(FileOf(name), errors) is { } root
            && new ShapeChecker(errors, new HashSet<JsonNode>()).Check(root, typeof(TemplateFile), $"{name}.json")
            ? WithoutSchema(root).Deserialize<TemplateFile>(StrictJson.Options)
            : null;
    }

    private static JsonObject WithoutSchema(JsonObject root)
    {
        root.Remove("$schema");
        return root;
    }

    private string FileOf(string name) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.json"));
}
