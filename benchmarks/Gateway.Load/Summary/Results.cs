using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Load.Summary;

/// <summary>The summary file: <c>{"name":{"value","reference","ratio","unit"}}</c>. A run replaces its own names and leaves the others.</summary>
internal sealed class Results
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;

    public Results(string path) => _path = Path.GetFullPath(path);

    /// <summary>What the file holds, by name.</summary>
    public IReadOnlyDictionary<string, Figure> Figures() =>
        Read().ToDictionary(f => f.Key, f => f.Value.Deserialize<Figure>(s_format)!, StringComparer.Ordinal);

    /// <summary>Written after each scenario, so that a run cut short keeps what it has.</summary>
    public void Add(string name, double value, double reference, string unit)
    {
        var all = Read();
        all[name] = new JsonObject
        {
            ["value"] = Round(value),
            ["reference"] = Round(reference),
            ["ratio"] = reference == 0 ? null : Round(value / reference),
            ["unit"] = unit,
        };
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, new JsonObject(all.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))).ToJsonString(s_format));
    }

    private JsonObject Read() => File.Exists(_path) ? JsonNode.Parse(File.ReadAllText(_path)) as JsonObject ?? [] : [];

    private static double Round(double value) => Math.Abs(value) >= 100 ? Math.Round(value) : Math.Round(value, 4);
}
