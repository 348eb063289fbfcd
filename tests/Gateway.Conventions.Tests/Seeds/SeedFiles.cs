using System.Text.Json.Nodes;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Seeds;

/// <summary>The data files of seeds/, read as plain JSON: these checks do not lean on the code that will use the data.</summary>
public sealed class SeedFiles
{
    private const string PackFolder = "seeds/packs/";
    private const string ScenarioFolder = "seeds/scenarios/";

    private readonly Repository _repository;
    private readonly Dictionary<string, JsonObject> _parsed = [];

    public SeedFiles(Repository repository)
    {
        _repository = repository;
        foreach (var file in repository.With(".json").Where(IsData))
        {
            _parsed[file] = JsonNode.Parse(repository.Read(file))!.AsObject();
        }
    }

    public IReadOnlyDictionary<string, JsonObject> All => _parsed;

    public IEnumerable<JsonObject> Packs => _parsed.Where(file => file.Key.StartsWith(PackFolder, StringComparison.Ordinal)).Select(file => file.Value);

    public IEnumerable<JsonObject> Scenarios => _parsed.Where(file => file.Key.StartsWith(ScenarioFolder, StringComparison.Ordinal)).Select(file => file.Value);

    public JsonObject File(string name) => _parsed["seeds/" + name];

    public string Text(string file) => _repository.Read(file);

    /// <summary>Every rule with its pack.</summary>
    public IEnumerable<(JsonObject Pack, JsonObject Rule)> Rules => Packs.SelectMany(pack => pack.List("rules").Select(rule => (pack, rule)));

    /// <summary>Every level with a name such as <c>gas-fixed/lel-high/red</c>.</summary>
    public IEnumerable<(string Name, JsonObject Pack, JsonObject Rule, JsonObject Level)> Levels =>
        Rules.SelectMany(at => at.Rule.List("levels").Select(level => ($"{at.Pack.Word("id")}/{at.Rule.Word("id")}/{level.Word("tier")}", at.Pack, at.Rule, level)));

    // The schema describes the data and is checked against the reader elsewhere.
    private static bool IsData(string file) =>
        file.StartsWith("seeds/", StringComparison.Ordinal) && !file.StartsWith("seeds/schema/", StringComparison.Ordinal);
}

internal static class SeedNodes
{
    public static IEnumerable<JsonObject> List(this JsonObject node, string name) => (node[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static IEnumerable<string> Words(this JsonObject node, string name) => (node[name] as JsonArray)?.Select(item => item!.ToString()) ?? [];

    public static string Word(this JsonObject node, string name) => node[name]?.ToString() ?? "";

    public static IEnumerable<(string Path, JsonObject Node)> Objects(this JsonNode? node, string path = "")
    {
        if (node is JsonObject map)
        {
            yield return (path, map);
        }

        IEnumerable<(string Path, JsonNode? Node)> children = node switch
        {
            JsonObject whole => whole.Select(child => ($"{path}.{child.Key}", child.Value)),
            JsonArray list => list.Select((child, i) => ($"{path}[{i}]", child)),
            _ => [],
        };
        foreach (var found in children.SelectMany(child => child.Node.Objects(child.Path)))
        {
            yield return found;
        }
    }
}
