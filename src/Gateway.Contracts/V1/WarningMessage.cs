using System.Text.Json.Serialization;

namespace Gateway.Contracts.V1;

/// <summary>A change of tier of one point as it goes over the wire. Fields are only ever added; receivers ignore what they do not know and drop an <see cref="Id"/> seen before.</summary>
public sealed record WarningMessage
{
    public int Version { get; init; } = 1;

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
}

/// <summary>A text in both languages.</summary>
public sealed record WarningText(string Zh, string En);

/// <param name="ReviewedBy">Null = default threshold that nobody has approved.</param>
/// <param name="UnreviewedDefault">Says the same in one word, so that no receiver can overlook it.</param>
public sealed record WarningRule(string Id, string Version, string Clause, string? ReviewedBy, bool UnreviewedDefault);
