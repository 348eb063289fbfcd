using Gateway.Edge.Configuration;
using Gateway.Testing.Peers;

namespace Gateway.Edge.Tests.Configuration;

/// <summary>A folder with an <c>edge.json</c> of the test's own.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    /// <summary>A line, a broker connection, one point of each.</summary>
    public const string Sound = """
        {
          // comments and trailing commas are allowed
          "site": {"id": "s1", "name": {"zh": "站点", "en": "Site"}},
          "modbus": {"lines": [{"id": "l1", "transport": {"kind": "tcp", "host": "127.0.0.1", "port": 1},
            "devices": [{"id": "d1", "unit": 1, "addressBase": 0}]}]},
          "mqtt": {"connections": [{"id": "c1", "host": "127.0.0.1", "port": 1}]},
          "reload": {"watch": false},
          "api": {"port": 0},
          "logging": {"folder": null},
          "points": [
            {"id": "p1", "nameZh": "一", "nameEn": "One", "unit": "%LEL", "range": [0, 100], "modbus": {"device": "d1", "address": 0},
              "judgement": {"limits": [{"tier": "red", "high": 50}]}},
            {"id": "p2", "nameZh": "二", "nameEn": "Two", "mqtt": {"connection": "c1", "topic": "t/2"}},
          ],
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public Dictionary<string, string> Variables { get; } = [];

    public string Path => _folder.Path;

    public ConfigurationSource Source => new(_folder.File("edge.json"), [], name => Variables.GetValueOrDefault(name));

    public LoadedConfiguration Load(string json, params string[] overrides)
    {
        Write("edge.json", json);
        return ConfigurationLoader.Load(Source with { Overrides = overrides });
    }

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllText(_folder.File(name), text);
    }

    public void Dispose() => _folder.Dispose();
}
