using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Testing.Link.County;

/// <summary>
/// A real gateway with an uplink: numbered messages and a gas value from the sensors' broker, and Modbus devices whose first point is red every other second.
/// </summary>
internal sealed class LinkedGateway : IAsyncDisposable
{
    public const string Site = "works";
    private const int PointsPerDevice = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly int _apiPort = FreePort.Next();
    private GatewayProcess? _process;

    /// <param name="identity">More members of the uplink's broker connection.</param>
    /// <param name="uplink">More members of the uplink, each with a comma behind.</param>
    /// <param name="sections">More sections of the configuration, each with a comma behind.</param>
    /// <param name="sensors">More members of the connection to the sensors' broker.</param>
    /// <param name="linkHost">Name or address of the uplink's broker.</param>
    public LinkedGateway(int linkPort, int sensorPort, string edge = "edge-1", IReadOnlyList<int>? modbus = null, int backlogRate = 5_000, string points = "",
        string identity = "", string uplink = "", string sections = "", string sensors = "", string linkHost = "127.0.0.1")
    {
        Edge = edge;
        SensorClient = $"sensors-{edge}";
        File.WriteAllText(Configuration, $$"""
            {
              "site": { "id": "{{Site}}", "name": { "zh": "联动厂", "en": "Linked works" } },
              "mqtt": {
                "connections": [
                  { "id": "broker", "host": "127.0.0.1", "port": {{sensorPort}}, "clientId": "{{SensorClient}}", "cleanStart": false, "clockToleranceS": 0, "maxInFlight": 1000{{(sensors.Length > 0 ? ", " + sensors : "")}} }
                ]
              },
              "modbus": { "lines": [{{string.Join(",", (modbus ?? []).Select(Line))}}] },
              "points": [
                {{string.Concat((modbus ?? []).SelectMany((_, device) => Enumerable.Range(0, PointsPerDevice).Select(point => PointOf(device, point))))}}
                {{points}}
                {
                  "id": "{{Gas}}", "nameZh": "可燃气体", "nameEn": "Gas", "family": "gas", "quantity": "lel", "unit": "%LEL",
                  "mqtt": { "connection": "broker", "topic": "{{GasTopic}}", "path": "lel" }, "judgement": { "limits": [{ "tier": "red", "high": 50 }] }
                },
                {
                  "id": "{{Numbers}}", "nameZh": "序号", "nameEn": "Sequence number",
                  "mqtt": { "connection": "broker", "topic": "{{NumbersTopic}}", "path": "seq", "timePath": "ts", "timeFormat": "unixUs" }
                }
              ],
              {{sections}}
              "uplink": {
                {{uplink}} "county": "county", "edge": "{{edge}}", "liveInterval": "200ms", "heartbeat": "1s", "receiptTimeout": "2s", "backlogRate": {{backlogRate}},
                {{(linkHost == "127.0.0.1" ? "" : "\"allowPlain\": true,")}} "broker": { "host": "{{linkHost}}", "port": {{linkPort}},{{(identity.Length > 0 ? identity + "," : "")}} "reconnect": { "minMs": 50, "maxMs": 300 } }
              },
              "storage": { "folder": "{{DataFolder}}" },
              "logging": { "folder": null, "level": "warning" },
              "api": { "port": {{_apiPort}} }
            }
            """);
    }

    public string Edge { get; }

    public string SensorClient { get; }

    public int ApiPort => _apiPort;

    public string Numbers => $"{Edge}.seq";

    public string Gas => $"{Edge}.lel";

    public string NumbersTopic => $"{Edge}/numbers";

    public string GasTopic => $"{Edge}/gas";

    public string DataFolder => _folder.File("data");

    public GatewayProcess Process => _process!;

    /// <summary>Environment of the next start as NAME=value, or a program that starts it with its arguments.</summary>
    public IReadOnlyList<string> Variables { get; set; } = [];

    public string Configuration => _folder.File("edge.json");

    public async Task StartAsync() => _process = await GatewayProcess.StartAsync(Configuration, _apiPort, [.. Variables]);

    /// <summary>SIGKILL, as a power cut would.</summary>
    public Task KillAsync() => Process.KillAsync();

    public async Task StopAsync() => await Process.StopAsync();

    /// <summary>Copies the log of the stopped gateway.</summary>
    public void CopyLog(string name) => Copy(DataFolder, Directory.CreateDirectory(_folder.File(name)).FullName);

    /// <summary>Puts a copy in the place of the log of now.</summary>
    public void PutLogBack(string name)
    {
        Directory.GetFiles(DataFolder, "log.db*").ToList().ForEach(File.Delete);
        Copy(_folder.File(name), DataFolder);
    }

    /// <summary>Waits until the center has confirmed all that is in the log.</summary>
    public Task DrainedAsync(int seconds = 60) => Eventually.TrueAsync(
        async () => (await Process.GetAsync("/api/v1/health"))["uplink"] is { } link && link["backlogEntries"]?.GetValue<long>() == 0
            && link["batchesUnreceipted"]!.GetValue<int>() <= 2 && link["state"]!.GetValue<string>() == "online",
        seconds, () => $"{Edge} drained; it printed:\n{Process.Output}");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static void Copy(string from, string to) =>
        Directory.GetFiles(from, "log.db*").ToList().ForEach(file => File.Copy(file, Path.Combine(to, Path.GetFileName(file))));

    private static string Line(int port, int device) => $$"""
        {"id": "l{{device}}", "transport": {"kind": "tcp", "host": "127.0.0.1", "port": {{port}}},
         "devices": [{"id": "d{{device}}", "unit": 1, "addressBase": 0, "scanMs": 500}]}
        """;

    private static string PointOf(int device, int point) => $$"""
        {"id": "d{{device}}.p{{point}}", "nameZh": "点", "nameEn": "Point", "modbus": {"device": "d{{device}}", "address": {{2 + point}}{{(point == 0 ? ", \"bit\": 0" : "")}}}
         {{(point == 0 ? ", \"judgement\": {\"limits\": [{\"tier\": \"red\", \"high\": 1}]}" : "")}}},
        """;
}
