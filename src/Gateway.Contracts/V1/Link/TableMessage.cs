namespace Gateway.Contracts.V1.Link;

/// <summary>What stands at a site, retained; sent again whenever it changes.</summary>
public sealed record TableMessage
{
    public int Version { get; init; } = 1;

    /// <summary>SHA-256 of the rest, lower case hex.</summary>
    public required string Hash { get; init; }

    public required WarningText SiteName { get; init; }

    public required IReadOnlyList<string> Scenarios { get; init; }

    public required IReadOnlyList<ZoneEntry> Zones { get; init; }

    public required IReadOnlyList<PointEntry> Points { get; init; }

    /// <summary>Rule packs in force, <c>id version</c>.</summary>
    public required IReadOnlyList<string> RulePacks { get; init; }
}

public sealed record ZoneEntry(string Id, WarningText Name);

/// <summary>One point of the table.</summary>
public sealed record PointEntry
{
    public required string Id { get; init; }

    public required WarningText Name { get; init; }

    public string Unit { get; init; } = "";

    public string Family { get; init; } = "";

    public string Quantity { get; init; } = "";

    public string Role { get; init; } = "";

    public string Substance { get; init; } = "";

    public string Device { get; init; } = "";

    public string Area { get; init; } = "";

    public string Zone { get; init; } = "";

    /// <summary>A machine, zone or the site: a subject of rules that no sensor measures.</summary>
    public bool IsDerived { get; init; }

    /// <summary>Low and high of the engineering range; null when unknown.</summary>
    public double? RangeLow { get; init; }

    public double? RangeHigh { get; init; }

    /// <summary>High and low limits in force, to be drawn.</summary>
    public IReadOnlyList<LimitEntry> Limits { get; init; } = [];
}

/// <param name="Kind"><c>high</c> or <c>low</c>.</param>
/// <param name="Clause">Where it comes from.</param>
public sealed record LimitEntry(string Tier, string Kind, double Value, string Clause, bool UnreviewedDefault);
