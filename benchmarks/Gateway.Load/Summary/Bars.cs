using Gateway.Load.Scenarios;
using Gateway.Load.Scenarios.Replay;

namespace Gateway.Load.Summary;

/// <summary>Every bar, in one place: scenarios report against it and the closing table judges by it.</summary>
internal static class Bars
{
    /// <summary>"0 bytes" of a rate measured in a living process: below half a byte an item, which no allocation an item can be.</summary>
    private const double NoBytes = 0.5;

    /// <summary>Of a rate measured on one thread: not even one small allocation in a hundred readings.</summary>
    private const double NoBytesOfAHundred = 0.1;

    /// <summary>"Not behind" when both sides are held back by the same broker: equal but for the noise of counting at two moments.</summary>
    private const double NotBehind = 0.99;

    public static IReadOnlyList<Bar> All { get; } =
    [
        .. OfConditions(),
        new("slope.forecast", Measured.Value, Side.AtMost, 1),
        new("replay", Measured.Value, Side.AtLeast, 1_000_000),
        .. OfHealthySites(),
        new("modbus.depth1", Measured.Ratio, Side.AtLeast, 0.9),
        new("modbus.depth1.allocated", Measured.Value, Side.AtMost, NoBytes),
        new("modbus.depth16", Measured.Times, Side.AtLeast, 5, "modbus.depth1"),
        new("modbus.100x8", Measured.Ratio, Side.AtLeast, 0.6),
        new("mqtt.qos0", Measured.Value, Side.AtLeast, 1_000_000),
        new("mqtt.qos0.allocated", Measured.Value, Side.AtMost, 16),
        new("mqtt.qos1.deferred", Measured.Value, Side.AtLeast, 400_000),
        new("mqtt.qos1.deferred.allocated", Measured.Value, Side.AtMost, 16),
        new("mqtt.mosquitto.qos0", Measured.Ratio, Side.AtLeast, NotBehind),
        new("mqtt.mosquitto.qos1", Measured.Ratio, Side.AtLeast, NotBehind),
        new("pipeline.evaluate", Measured.Value, Side.AtLeast, 3_000_000),
        new("pipeline.evaluate.allocated", Measured.Value, Side.AtMost, NoBytes),
        new("pipeline.durable", Measured.Value, Side.AtLeast, 300_000),
        new("influx.encode", Measured.Value, Side.AtLeast, 3_000_000),
        new("influx.encode.allocated", Measured.Value, Side.AtMost, NoBytes),
        new("influx.write", Measured.Ratio, Side.AtLeast, 0.9),
        new("gateway.100x10@1s.cpu", Measured.Value, Side.AtMost, 1.5),
        new("gateway.100x10@1s.rss", Measured.Value, Side.AtMost, 100),
        new("gateway.100x10@1s.alarm.p99", Measured.Value, Side.AtMost, 10),
        new("gateway.maxPolls", Measured.Value, Side.AtLeast, 20_000),
        new("latency.alarm", Measured.Value, Side.AtMost, 10),
        new("memory.rss", Measured.Value, Side.AtMost, 200),
        new("start.seconds", Measured.Value, Side.AtMost, 2),
        .. OfCenter("center.", restarts: true),
        .. OfCenter("center.postgres.", restarts: false),
        new("soak.polls", Measured.Ratio, Side.AtLeast, 0.99),
        new("soak.polls.slowest", Measured.Value, Side.AtLeast, 0.99),
        new("soak.rss.slope", Measured.Value, Side.AtMost, 0.5),
        new("soak.rss.growth", Measured.Value, Side.AtMost, 5),
        new("soak.descriptors.growth", Measured.Value, Side.AtMost, 5),
        new("soak.threads.growth", Measured.Value, Side.AtMost, 10),
        new("recovery.start", Measured.Value, Side.AtMost, 10),
        new("recovery.backlog.lost", Measured.Value, Side.AtMost, 0),
        new("center.soak.api.p99", Measured.Value, Side.AtMost, 500),
        new("center.soak.lost", Measured.Value, Side.AtMost, 0),
        new("center.soak.rss.slope", Measured.Value, Side.AtMost, 0.5),
        new("center.soak.rss.growth", Measured.Value, Side.AtMost, 5),
        new("center.soak.descriptors.growth", Measured.Value, Side.AtMost, 5),
        new("center.soak.threads.growth", Measured.Value, Side.AtMost, 10),
    ];

    /// <summary>Nanoseconds and bytes a reading, the same for every condition on one point.</summary>
    private static IEnumerable<Bar> OfConditions() => MeasuredConditions.All.SelectMany(c => new Bar[]
    {
        new(c.Figure, Measured.Value, Side.AtMost, 60), new($"{c.Figure}.allocated", Measured.Value, Side.AtMost, NoBytesOfAHundred),
    });

    /// <summary>Raises of a healthy month: none from yellow up, blue a few, and no point that chatters.</summary>
    private static IEnumerable<Bar> OfHealthySites() => HealthySite.Families.SelectMany(family => new Bar[]
    {
        new($"falseAlarms.{family}", Measured.Value, Side.AtMost, 0), new($"falseAlarms.{family}.blue", Measured.Value, Side.AtMost, 3),
        new($"falseAlarms.{family}.chattering", Measured.Value, Side.AtMost, 0),
    });

    /// <summary>What the county's center holds to, on either database.</summary>
    private static IEnumerable<Bar> OfCenter(string start, bool restarts)
    {
        var (load, storm) = ($"{start}500x40@1s", $"{start}storm");
        IEnumerable<Bar> restart =
        [
            new($"{load}.restart", Measured.Value, Side.AtMost, 10), new($"{load}.mostEdges", Measured.Value, Side.AtLeast, 500),
        ];
        return
        [
            new(load, Measured.Ratio, Side.AtLeast, NotBehind), new($"{load}.lost", Measured.Value, Side.AtMost, 0), new($"{load}.late", Measured.Value, Side.AtMost, 0),
            new($"{load}.receipt.p99", Measured.Value, Side.AtMost, 2000), new($"{load}.board.p99", Measured.Value, Side.AtMost, 1000),
            new($"{load}.rss", Measured.Value, Side.AtMost, 1024), new($"{load}.api.p99", Measured.Value, Side.AtMost, 500), .. restarts ? restart : [],
            new($"{storm}.lost", Measured.Value, Side.AtMost, 0), new($"{storm}.receipt.p99", Measured.Value, Side.AtMost, 2000),
            new($"{storm}.board.p99", Measured.Value, Side.AtMost, 2000), new($"{storm}.api.p99", Measured.Value, Side.AtMost, 1000),
            new($"{storm}.live.mostPerSecond", Measured.Value, Side.AtMost, 2500), new($"{storm}.live.closed", Measured.Value, Side.AtMost, 0),
        ];
    }

    /// <summary>The limit of a figure that has a bar on its value.</summary>
    public static double LimitOf(string name) => All.Single(b => b.Name == name && b.Measured == Measured.Value).Limit;
}
