using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Rules.Json;
using Gateway.Edge.Configuration.Json;
using Gateway.Edge.Configuration.Points;
using Gateway.Edge.Configuration.Templates;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Configuration;

/// <summary>Gathers the point records of one configuration: written in place, in the CSV file, and out of device templates.</summary>
internal sealed class PointAssembler(ConfigurationSource source, JsonObject root, string fileName, ConfigurationErrors errors)
{
    private readonly List<string> _files = [];

    public IReadOnlyList<string> Files => _files;

    public List<SourcedPoint> Assemble()
    {
        var points = new List<SourcedPoint>();
        AddInline(points);
        AddFromCsv(points);
        AddFromTemplates(points);
        return [.. points.Select(WithDefaultJudgement)];
    }

    private SourcedPoint WithDefaultJudgement(SourcedPoint point)
    {
        if (root["judgement"] is JsonObject common && point.Node["judgement"] is null or JsonObject)
        {
            point.Node["judgement"] = JsonMerge.Merge(common, point.Node["judgement"] as JsonObject ?? []);
        }

        return point;
    }

    private void AddInline(List<SourcedPoint> points)
    {
        if (!root.TryGetPropertyValue("points", out var written))
        {
            return;
        }

        if (written is not JsonArray inline)
        {
            errors.Add($"{fileName}: points", written?.ToJsonString() ?? "null", "一个数组 [ … ]", "an array [ … ]");
            return;
        }

        for (var i = 0; i < inline.Count; i++)
        {
            if (inline[i] is JsonObject point)
            {
                points.Add(new SourcedPoint((JsonObject)point.DeepClone(), $"{fileName}: points[{i}]", ""));
            }
            else
            {
                errors.Add($"{fileName}: points[{i}]", inline[i]?.ToJsonString() ?? "null", "一个对象 { … }", "an object { … }");
            }
        }
    }

    private void AddFromCsv(List<SourcedPoint> points)
    {
        if (root["pointsFile"] is not JsonValue value || !value.TryGetValue<string>(out var name))
        {
            return;
        }

        var file = source.Resolve(name);
        try
        {
            _files.Add(file);
            points.AddRange(PointsCsv.Read(CsvText.Decode(File.ReadAllBytes(file), out _), name, errors));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{fileName}: pointsFile", name, $"可读取的 CSV 文件（{exception.Message}）", $"a CSV file that can be read ({exception.Message})");
        }
    }

    private void AddFromTemplates(List<SourcedPoint> points)
    {
        if (root["devices"] is not JsonArray devices)
        {
            return;
        }

        var folder = root["templates"] is JsonValue value && value.TryGetValue<string>(out var name) ? name : new EdgeOptions { Site = null! }.Templates;
        var expander = new TemplateExpander(source.Resolve(folder), errors);
        for (var i = 0; i < devices.Count; i++)
        {
            if (Readable(devices[i]) is { } device)
            {
                points.AddRange(expander.Expand(device, $"{fileName}: devices[{i}]"));
            }
        }

        _files.AddRange(expander.Files);
    }

    /// <summary>
    /// The shape of the section is told once, with all others; here a device is expanded as far as it can be read. Without id and template
    /// there is nothing to expand; without its changes and values the template would be told for what the device has.
    /// </summary>
    private static DeviceOptions? Readable(JsonNode? node)
    {
        var silent = new ShapeChecker(new ConfigurationErrors(), new HashSet<JsonNode>());
        return node is JsonObject device && IsText(device["id"]) && IsText(device["template"])
            && (device["points"] is not { } points || silent.Check(points, typeof(IReadOnlyDictionary<string, JsonObject>), ""))
            && (device["values"] is not { } values || silent.Check(values, typeof(IReadOnlyDictionary<string, JsonNode>), ""))
            ? SoundCopy.Of(device, typeof(DeviceOptions)).Deserialize<DeviceOptions>(StrictJson.Options)
            : null;
    }

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out _);
}
