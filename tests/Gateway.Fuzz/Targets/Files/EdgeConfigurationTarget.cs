using System.Text;
using Gateway.Edge.Configuration;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Targets.Rules;
using Gateway.Testing.Peers;

namespace Gateway.Fuzz.Targets.Files;

/// <summary>The configuration of a gateway: options, or errors in both languages; never an exception.</summary>
internal sealed class EdgeConfigurationTarget : FuzzTarget
{
    /// <summary>A line, a broker connection, one point of each.</summary>
    public const string Sound = """
        {
          "site": {"id": "s1", "name": {"zh": "站点", "en": "Site"}},
          "modbus": {"lines": [{"id": "l1", "transport": {"kind": "tcp", "host": "127.0.0.1", "port": 1}, "devices": [{"id": "d1", "unit": 1, "addressBase": 0}]}]},
          "mqtt": {"connections": [{"id": "c1", "host": "127.0.0.1", "port": 1}]},
          "reload": {"watch": false}, "api": {"port": 0}, "logging": {"folder": null},
          "points": [
            {"id": "p1", "nameZh": "一", "nameEn": "One", "unit": "%LEL", "range": [0, 100], "modbus": {"device": "d1", "address": 0}, "judgement": {"limits": [{"tier": "red", "high": 50}]}},
            {"id": "p2", "nameZh": "二", "nameEn": "Two", "mqtt": {"connection": "c1", "topic": "t/2"}},
          ],
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public override string Name => "edge-json";

    public override int MaxLength => 16_384;

    public override IReadOnlyList<string> Tokens { get; } =
    [
        "\"site\":", "\"points\":[", "\"modbus\":{", "\"lines\":[", "\"mqtt\":{", "\"storage\":{", "\"api\":{", "\"notifications\":{", "\"rules\":{", "\"zones\":[", "\"devices\":[", "\"templates\":[", "\"uplink\":{", "\"logging\":{",
        "\"points\":{\"csv\":\"edge.json\"}", "\"range\":[0,100]", "\"judgement\":{", "\"limits\":[", "\"kind\":\"rtu\"", "\"host\":\"x\"", "\"port\":99999", "\"file\":\"/proc/self/environ\"", "00:00:05", "\"tier\":\"red\"",
    ];

    public override IEnumerable<byte[]> Seeds() => [Encoding.UTF8.GetBytes(Sound)];

    public override string Execute(byte[] input)
    {
        File.WriteAllBytes(_folder.File("edge.json"), input);
        var loaded = ConfigurationLoader.Load(new ConfigurationSource(_folder.File("edge.json"), [], _ => null));
        ErrorsOracle.Check(loaded.Options is not null, loaded.Errors);
        Oracle.Demand(loaded.Options is null || !loaded.Errors.Any, "options with errors are not handed out");
        return loaded.Options is { } options ? $"good {options.Points.Count}" : ErrorsOracle.Shape(loaded.Errors);
    }

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }
}
