namespace Gateway.Simulators.Ledger;

/// <summary>The moment a measured value reached a level, and the first reply or message that carried it.</summary>
public sealed class LevelChange
{
    public required string Device { get; init; }

    public required string Field { get; init; }

    /// <summary>blue, yellow, orange or red.</summary>
    public required string Level { get; init; }

    /// <summary>As encoded on the wire, in engineering units.</summary>
    public required double Value { get; init; }

    public required double ScenarioSeconds { get; init; }

    /// <summary>When the simulated value changed, microseconds since 1970 UTC.</summary>
    public required long ChangedUnixUs { get; init; }

    /// <summary>When it first left the simulator; null until then. The difference is poll (or publishing) wait.</summary>
    public long? SentUnixUs { get; set; }

    /// <summary>Sequence number of that reply or message; null when it held none.</summary>
    public long? Sequence { get; set; }
}
