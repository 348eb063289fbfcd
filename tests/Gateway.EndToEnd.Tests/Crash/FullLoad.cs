namespace Gateway.EndToEnd.Tests.Crash;

/// <summary>The configuration of a gateway in full load: numbered MQTT messages, many Modbus devices, an alarm a device that comes and goes.</summary>
internal static class FullLoad
{
    public const string Topic = "site/load/counter";
    public const string Point = "load.seq";
    public const string ClientId = "gateway-kill";
    public const int Devices = 50;
    public const int PointsPerDevice = 10;

    /// <summary>The first point of a device: the lowest bit of a register that rises by one a second, with a red limit at 1.</summary>
    public static string AlarmingPoint(int device) => $"d{device}.p0";

    public static string Configuration(int brokerPort, int apiPort, string folder, IReadOnlyList<int> modbusPorts) => $$"""
        {
          "site": { "id": "kill-test", "name": { "zh": "断电试验", "en": "Kill test" } },
          "mqtt": {
            "connections": [
              { "id": "broker", "host": "127.0.0.1", "port": {{brokerPort}}, "clientId": "{{ClientId}}", "cleanStart": false, "clockToleranceS": 0, "maxInFlight": 1000 }
            ]
          },
          "modbus": { "lines": [{{string.Join(",\n", modbusPorts.Select(Line))}}] },
          "points": [
            {{string.Join(",\n", modbusPorts.SelectMany((_, device) => Enumerable.Range(0, PointsPerDevice).Select(point => PointOf(device, point))))}},
            {
              "id": "{{Point}}", "nameZh": "序号", "nameEn": "Sequence number",
              "mqtt": { "connection": "broker", "topic": "{{Topic}}", "path": "seq", "timePath": "ts", "timeFormat": "unixUs" }
            }
          ],
          "storage": { "folder": "{{folder}}/data" },
          "logging": { "folder": null, "level": "warning" },
          "api": { "port": {{apiPort}} }
        }
        """;

    private static string Line(int port, int device) => $$"""
        {"id": "l{{device}}", "transport": {"kind": "tcp", "host": "127.0.0.1", "port": {{port}}},
         "devices": [{"id": "d{{device}}", "unit": 1, "addressBase": 0, "scanMs": 1000}]}
        """;

    private static string PointOf(int device, int point) => $$"""
        {"id": "d{{device}}.p{{point}}", "nameZh": "点", "nameEn": "Point", "modbus": {"device": "d{{device}}", "address": {{2 + point}}{{(point == 0 ? ", \"bit\": 0" : "")}}}
         {{(point == 0 ? ", \"judgement\": {\"limits\": [{\"tier\": \"red\", \"high\": 1}]}" : "")}}}
        """;
}
