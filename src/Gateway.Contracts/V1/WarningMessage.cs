using System.Text.Json.Serialization;

namespace Gateway.Contracts.V1;

/// <summary>A change of tier of one point as it goes over the wire. Fields are only ever added; receivers ignore what they do not know and drop an <see cref="Id"/> seen before.</summary>
public sealed record WarningMessage
{
    public int Version { get; init; } = 1;

    /// <summary><c>warning</c>, or <c>summary</c>: told instead of warnings that were folded; then <see cref="Summary"/> holds them and no alarm is named.</summary>
    public string Type { get; init; } = "warning";

    /// <summary>Unique over the site's life.</summary>
    public required string Id { get; init; }

    public required string Site { get; init; }

    public required string Point { get; init; }

    public required WarningText PointName { get; init; }

    public required string Device { get; init; }

    public required string Area { get; init; }

    public required string Family { get; init; }

    public required string Unit { get; init; }

    /// <summary><c>none</c>, <c>blue</c>, <c>yellow</c>, <c>orange</c> or <c>red</c>.</summary>
    public required string Tier { get; init; }

    public required string FromTier { get; init; }

    public required WarningText TierName { get; init; }

    /// <summary>True when the tier became more grave.</summary>
    public required bool Raise { get; init; }

    /// <summary>Id of the alarm that decided.</summary>
    public required string Alarm { get; init; }

    /// <summary>What was wrong, camelCase name of the condition kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Value judged, in <see cref="Unit"/>; null when there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Value { get; init; }

    /// <summary>Limit compared with; null when the condition has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Limit { get; init; }

    public required string Quality { get; init; }

    public required WarningText Reason { get; init; }

    public required WarningRule Rule { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public required DateTimeOffset ReceivedTime { get; init; }

    public required DateTimeOffset DecidedTime { get; init; }

    /// <summary><c>{alarm}@{ticks}</c>: the occurrence the alarm is in; null when it is in none.</summary>
    public string? Occurrence { get; init; }

    /// <summary>What the people at the site are to do now; null when the rule says nothing.</summary>
    public WarningText? Advice { get; init; }

    /// <summary>Why it is not the next tier; null when there is nothing to say.</summary>
    public WarningText? WhyNotHigher { get; init; }

    /// <summary>What lowers trust in the inputs; null when nothing does.</summary>
    public WarningText? Trust { get; init; }

    /// <summary>Every point that was looked at, with what it read.</summary>
    public IReadOnlyList<WarningInput> Inputs { get; init; } = [];

    /// <summary>Only of type <c>summary</c>.</summary>
    public FoldedWarnings? Summary { get; init; }
}

/// <param name="Value">Null when there was none.</param>
/// <param name="Time">Source time.</param>
public sealed record WarningInput(string Point, double? Value, string Unit, string Quality, DateTimeOffset Time);

/// <summary>Warnings that were folded into one. Red is never folded.</summary>
/// <param name="Flood">True for a flood over many points; false for one point that comes and goes.</param>
/// <param name="First">When the first of them was decided.</param>
/// <param name="Until">Up to when they are counted.</param>
/// <param name="Warnings">How many.</param>
public sealed record FoldedWarnings(bool Flood, DateTimeOffset First, DateTimeOffset Until, int Warnings, IReadOnlyList<FoldedPoint> Points);

/// <param name="Tier">Its tier now.</param>
/// <param name="Rises">How often its tier rose.</param>
public sealed record FoldedPoint(string Point, string Zone, string Tier, int Warnings, int Rises);

/// <summary>A text in both languages.</summary>
public sealed record WarningText(string Zh, string En);

/// <param name="ReviewedBy">Null = default threshold that nobody has approved.</param>
/// <param name="UnreviewedDefault">Says the same in one word, so that no receiver can overlook it.</param>
public sealed record WarningRule(string Id, string Version, string Clause, string? ReviewedBy, bool UnreviewedDefault)
{
    /// <summary>Where the figure comes from; null when nobody said.</summary>
    public WarningText? Source { get; init; }

    /// <summary>What the figure is in relation to its source, or who set it for how long; null when there is nothing to add.</summary>
    public WarningText? Remark { get; init; }

    /// <summary><c>V</c> seen in a public copy, <c>K</c> known, <c>U</c> unsure, <c>P</c> proposed by the product, <c>C</c> computed; empty = written by the site.</summary>
    public string Confidence { get; init; } = "";

    /// <summary>True when law or a mandatory standard sets it.</summary>
    public bool Law { get; init; }
}
