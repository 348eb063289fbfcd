namespace Gateway.Edge.Configuration.Rules;

/// <summary>When a sensor was last calibrated or bump-tested, and how often it must be.</summary>
public sealed record ServiceOptions
{
    /// <summary>ISO 8601 day, <c>2026-03-01</c>; null = never or not known, which counts as overdue.</summary>
    public string? Last { get; init; }

    /// <summary>1 h to 10 years; null = as the rule pack says.</summary>
    public TimeSpan? Interval { get; init; }
}
