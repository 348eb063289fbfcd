namespace Gateway.Load.Gateways.Site;

/// <summary>The site a scenario asks for; <see cref="SiteConfiguration"/> writes it as <c>edge.json</c>.</summary>
internal sealed record SitePlan
{
    /// <summary>One device at each.</summary>
    public IReadOnlyList<int> ModbusPorts { get; init; } = [];

    /// <summary>Requests a device takes per round, kept apart by a register that nobody reads.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>Registers and points of one request.</summary>
    public int PointsPerBlock { get; init; } = 10;

    public int ScanMs { get; init; } = 1000;

    public int InFlight { get; init; } = 1;

    /// <summary>Change of the simulator at which the first device's first point reaches blue.</summary>
    public int LadderStart { get; init; } = 60_000;

    /// <summary>Changes over which the first points of all devices climb from blue to red, evenly spread.</summary>
    public int LadderLength { get; init; }

    /// <summary>Null = no broker, no warnings over MQTT.</summary>
    public int? BrokerPort { get; init; }

    /// <summary>Topics <c>load/0</c> and on, a point each.</summary>
    public int MqttTopics { get; init; }

    /// <summary>Broker of the center, which it is linked to without a limit to what it sends late; null = no link.</summary>
    public int? UplinkPort { get; init; }

    /// <summary>Of these so many swing through a limit.</summary>
    public int MqttAlarming { get; init; }
}
