using Gateway.Center.Configuration;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Targets.Rules;
using Gateway.Testing.Peers;

namespace Gateway.Fuzz.Targets.Files;

/// <summary>The configuration of the center: options, or errors in both languages; never an exception.</summary>
internal sealed class CenterConfigurationTarget : FuzzTarget
{
    private readonly TemporaryFolder _folder = new();

    public override string Name => "center-json";

    public override int MaxLength => 8192;

    public override IReadOnlyList<string> Tokens { get; } =
    [
        "\"county\":{", "\"database\":{", "\"kind\":\"postgres\"", "\"connection\":\"Host=x;Password=y\"", "\"web\":{", "\"link\":{", "\"broker\":{", "\"calls\":{", "\"channels\":[", "\"clocks\":{", "\"plans\":[", "\"access\":{", "\"exchange\":{",
        "\"influx\":{", "\"connectionFile\":\"center.json\"", "\"port\":-1", "\"offset\":", "\"drills\":{", "\"timeZone\":\"x\"",
    ];

    public override IEnumerable<byte[]> Seeds() =>
    [
        """{"county":{"id":"county","name":{"zh":"县","en":"County"}},"web":{"port":0},"link":{"broker":{"host":"127.0.0.1","port":1883},"gapAfterS":10},"access":{"callsPerMinute":100},"seeds":"."}"""u8.ToArray(),
    ];

    public override string Execute(byte[] input)
    {
        File.WriteAllBytes(_folder.File("center.json"), input);
        var loaded = CenterConfiguration.Load(_folder.File("center.json"), [], _ => null);
        ErrorsOracle.Check(loaded.Options is not null, loaded.Errors);
        return loaded.Options is not null ? "good" : ErrorsOracle.Shape(loaded.Errors);
    }

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }
}
