using Gateway.Load.Center;
using Gateway.Load.Gateways;
using Gateway.Load.Recovery;
using Gateway.Load.Running;
using Gateway.Load.Scenarios.Replay;

namespace Gateway.Load.Scenarios;

/// <summary>Every scenario that can be run.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new ModbusRead("modbus.depth1", connections: 1, depth: 1, core: 0),
        new ModbusRead("modbus.depth16", connections: 1, depth: 16, core: 0),
        new ModbusRead("modbus.100x8", connections: 100, depth: 8, core: -1),
        new MqttReceive("mqtt.qos0", qos: 0),
        new MqttReceive("mqtt.qos1.deferred", qos: 1),
        new PipelineEvaluate(withDefaults: false),
        new PipelineEvaluate(withDefaults: true),
        new PipelineDurable(),
        new InfluxEncode(),
        new InfluxWrite(gzip: false),
        new InfluxWrite(gzip: true),
    ];

    /// <summary>Those that report several figures: the conditions, the gateway as a process, or beside a program of others.</summary>
    public static IReadOnlyList<GatewayScenario> Gateways { get; } =
    [
        new ConditionCost(),
        new SlopeForecastCost(),
        new ReplayThroughput("replay", withQuality: false),
        new ReplayThroughput("replay.quality", withQuality: true),
        .. HealthySite.Families.Select(family => new FalseAlarms(family)),
        new MqttThroughBroker(qos: 0),
        new MqttThroughBroker(qos: 1),
        new GatewaySmallSite(),
        new GatewayMaxPolls("gateway.maxPolls", pointsPerPoll: 10),
        new GatewayMaxPolls("gateway.maxPolls.1", pointsPerPoll: 1),
        new AlarmLatency(),
        new SustainedLoad("center.500x40@1s", onPostgres: false),
        new WarningStorm("center.storm", onPostgres: false),
        new SustainedLoad("center.postgres.500x40@1s", onPostgres: true),
        new WarningStorm("center.postgres.storm", onPostgres: true),
        new Soak(),
        new CenterSoak(),
        new StartOverFullLog(),
        new BacklogDrain(),
    ];
}
