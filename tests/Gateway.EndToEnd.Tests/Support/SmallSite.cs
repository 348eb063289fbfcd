using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Support;

/// <summary>A configuration of one device that does not answer and a few points with Chinese names, in a folder of its own.</summary>
public sealed class SmallSite : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallSite() => Write(1);

    public int ApiPort { get; } = FreePort.Next();

    public string File => _folder.File("edge.json");

    public string Folder => _folder.Path;

    /// <summary>Replaces the file as an editor does: a new one beside it, then renamed over it.</summary>
    public void Write(int address)
    {
        var points = Enumerable.Range(0, 6).Select(i => $$"""
            {"id": "pump-room.gas-{{i}}", "nameZh": "泵房可燃气体浓度第{{i}}通道", "nameEn": "Pump room gas channel {{i}}", "unit": "%LEL", "modbus": {"device": "d1", "address": {{address + i}} } }
            """);
        System.IO.File.WriteAllText(File + ".new", $$"""
            {
              "site": {"id": "small", "name": {"zh": "小站", "en": "Small site"} },
              "modbus": {"lines": [{"id": "l1", "transport": {"kind": "tcp", "host": "127.0.0.1", "port": 1}, "devices": [{"id": "d1", "unit": 1, "addressBase": 0}]}]},
              "points": [{{string.Join(",", points)}}],
              "reload": {"pollMs": 3600000},
              "logging": {"folder": null},
              "api": {"port": {{ApiPort}} }
            }
            """);
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }

    public void Dispose() => _folder.Dispose();
}
