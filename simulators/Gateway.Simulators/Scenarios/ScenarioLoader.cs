using System.Text.Json;
using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Scenarios;

/// <summary>Reads a scenario file. Everything wrong in it is told at once, by <see cref="ScenarioException"/>.</summary>
public static class ScenarioLoader
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="ScenarioException">The file is missing or wrong.</exception>
    public static Scenario Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException([new ScenarioError(path, e.Message, "可读的场景文件", "a readable scenario file")]);
        }
    }

    /// <param name="json">Text of the file.</param>
    /// <param name="name">How errors call it.</param>
    public static Scenario Parse(string json, string name = "scenario")
    {
        var errors = new List<ScenarioError>();
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var scenario = Read(new ScenarioNode(document.RootElement, name, errors));
                return errors.Count == 0 ? scenario : throw new ScenarioException(errors);
            }

            errors.Add(new ScenarioError(name, document.RootElement.ValueKind.ToString(), "JSON 对象", "a JSON object"));
        }
        catch (JsonException e)
        {
            errors.Add(new ScenarioError(name, e.Message, "JSON 文件", "valid JSON"));
        }

        throw new ScenarioException(errors);
    }

    private static Scenario Read(ScenarioNode node)
    {
        var title = node.Object("title");
        var events = EventReader.Read(node);
        var controls = ReadControls(node, events);
        var signals = ModelReader.Read(node, controls);
        var fields = new FieldReader(signals);
        var mqtt = node.Object("mqtt");
        var scenario = new Scenario
        {
            Name = node.Text("name"),
            TitleZh = title?.Text("zh") ?? "",
            TitleEn = title?.Text("en") ?? "",
            Seed = (ulong)node.Number("seed", 1, 0, 9e15),
            DurationSeconds = node.Number("durationSeconds", null, 0.001, 1e9),
            RepeatSeconds = node.Number("repeatSeconds", 0, 0, 1e9),
            TimeScale = node.Number("timeScale", 1, 1e-3, 1e6),
            TickMs = node.Integer("tickMs", 100, 1, 60_000),
            Servers = [.. node.Objects("modbus").Select(fields.ReadServer)],
            MqttClientId = mqtt?.Text("clientId") ?? "gateway-sim",
            MqttDevices = mqtt is null ? [] : [.. mqtt.Objects("devices").Select(fields.ReadMqttDevice)],
            Overrides = events.Overrides,
            Faults = FaultReader.Read(node),
        };
        title?.Done();
        mqtt?.Done();
        node.Done();
        ScenarioChecks.Check(scenario, node, events);
        return scenario;
    }

    private static Dictionary<string, StepFunction> ReadControls(ScenarioNode node, EventReader events)
    {
        var controls = node.Object("controls");
        var result = new Dictionary<string, StepFunction>(StringComparer.Ordinal);
        foreach (var name in controls?.Members() ?? [])
        {
            result[name] = new StepFunction(controls!.Number(name), [.. events.Steps(name)]);
        }

        events.CheckControls(result.Keys);
        return result;
    }
}
