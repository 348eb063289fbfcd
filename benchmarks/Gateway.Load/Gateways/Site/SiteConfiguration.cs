using System.Text.Json.Nodes;

namespace Gateway.Load.Gateways.Site;

/// <summary>Writes <c>edge.json</c>: every point has four limits; the first of each device climbs through them, the others stay below.</summary>
internal static class SiteConfiguration
{
    /// <summary>Above every value the simulators send within a run.</summary>
    private const int OutOfReach = 65_000;
    private static readonly string[] s_tiers = ["blue", "yellow", "orange", "red"];

    /// <summary>Id of the site.</summary>
    public const string Site = "load";

    public static string Write(SitePlan plan, string dataFolder, int apiPort)
    {
        var all = WriteAll(plan, dataFolder, apiPort);
        if (plan.UplinkPort is { } port)
        {
            all["uplink"] = new JsonObject
            {
                ["county"] = Center.Edges.SimulatedEdge.County, ["backlogRate"] = 1_000_000, ["broker"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = port, ["version"] = "5" },
            };
        }

        return all.ToJsonString();
    }

    private static JsonObject WriteAll(SitePlan plan, string dataFolder, int apiPort) => new()
    {
        ["site"] = new JsonObject { ["id"] = Site, ["name"] = Text("负载", "Load") },
        ["modbus"] = new JsonObject { ["lines"] = Array(plan.ModbusPorts.Select((port, device) => Line(plan, device, port))) },
        ["mqtt"] = new JsonObject { ["connections"] = Array(plan.BrokerPort is { } port ? [Connection(port)] : []) },
        ["notifications"] = new JsonObject { ["mqtt"] = Array(plan.BrokerPort is null ? [] : [new JsonObject { ["connection"] = "broker", ["fold"] = false }]) },
        ["points"] = Array(ModbusPoints(plan).Concat(MqttPoints(plan))),
        ["storage"] = new JsonObject { ["folder"] = dataFolder },
        ["logging"] = new JsonObject { ["folder"] = null, ["level"] = "error" },
        ["api"] = new JsonObject { ["port"] = apiPort },
    };

    private static JsonObject Line(SitePlan plan, int device, int port) => new()
    {
        ["id"] = $"line-{device}",
        ["transport"] = new JsonObject { ["kind"] = "tcp", ["host"] = "127.0.0.1", ["port"] = port },
        ["inFlight"] = plan.InFlight,
        ["devices"] = Array([new JsonObject { ["id"] = $"d{device}", ["unit"] = 1, ["addressBase"] = 0, ["scanMs"] = plan.ScanMs }]),
    };

    private static JsonObject Connection(int port) =>
        new() { ["id"] = "broker", ["host"] = "127.0.0.1", ["port"] = port, ["clientId"] = "gateway-load" };

    private static IEnumerable<JsonObject> ModbusPoints(SitePlan plan) =>
        from device in Enumerable.Range(0, plan.ModbusPorts.Count)
        from block in Enumerable.Range(0, plan.Blocks)
        from item in Enumerable.Range(0, plan.PointsPerBlock)
        let point = (block * plan.PointsPerBlock) + item
        let address = ModbusSimulators.FirstRegister + (block * (plan.PointsPerBlock + 1)) + item
        let source = new JsonObject { ["device"] = $"d{device}", ["address"] = address }
        select Point($"d{device}.p{point}", "modbus", source, point == 0 && plan.LadderLength > 0 ? Ladder(plan, device) : Limits(t => OutOfReach + t));

    /// <summary>Each device climbs a step after the one before, so that warnings come one by one and not in a storm.</summary>
    private static JsonArray Ladder(SitePlan plan, int device)
    {
        var quarter = plan.LadderLength / s_tiers.Length;
        var first = ModbusSimulators.FirstRegister + plan.LadderStart + (device * quarter / plan.ModbusPorts.Count);
        return Limits(tier => first + (tier * quarter));
    }

    private static IEnumerable<JsonObject> MqttPoints(SitePlan plan) =>
        from topic in Enumerable.Range(0, plan.MqttTopics)
        let source = new JsonObject { ["connection"] = "broker", ["topic"] = $"load/{topic}", ["path"] = "value", ["timePath"] = "ts", ["timeFormat"] = "unixMs" }
        select Point($"m{topic}", "mqtt", source, Limits(t => topic < plan.MqttAlarming ? 80 + (5 * t) : OutOfReach + t));

    private static JsonObject Point(string id, string kind, JsonObject source, JsonArray limits) => new()
    {
        ["id"] = id,
        ["nameZh"] = "测点",
        ["nameEn"] = "Point",
        [kind] = source,
        ["judgement"] = new JsonObject { ["limits"] = limits },
    };

    private static JsonArray Limits(Func<int, int> high) =>
        Array(s_tiers.Select((tier, i) => new JsonObject { ["tier"] = tier, ["high"] = high(i), ["deadband"] = 1 }));

    private static JsonObject Text(string zh, string en) => new() { ["zh"] = zh, ["en"] = en };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
