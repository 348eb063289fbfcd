namespace Gateway.Simulators.Hosting;

/// <summary>How to run a scenario.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Null runs the scenario without its MQTT devices.</summary>
    public string? BrokerHost { get; init; }

    public int BrokerPort { get; init; } = 1883;

    public string? BrokerUser { get; init; }

    public string? BrokerPassword { get; init; }

    /// <summary>First TCP port; the servers take it and the next ones. 0 lets the system choose each.</summary>
    public int BasePort { get; init; }

    /// <summary>Replaces the seed of the scenario.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Scenario seconds per wall second, above 0. Publishing periods stay wall time.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Serial device or pseudo-terminal by server id, for servers on a serial line.</summary>
    public IReadOnlyDictionary<string, string> SerialPaths { get; init; } = new Dictionary<string, string>();

    /// <summary><c>host:port</c> by server id, for servers that dial in.</summary>
    public IReadOnlyDictionary<string, string> DialInTargets { get; init; } = new Dictionary<string, string>();
}
