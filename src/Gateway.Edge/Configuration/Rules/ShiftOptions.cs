namespace Gateway.Edge.Configuration.Rules;

/// <summary>When shifts begin, for exposure over a working day. Without starts exposure is counted over a rolling time.</summary>
public sealed record ShiftOptions
{
    /// <summary>Local times of day, <c>08:00</c>.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>Local time less UTC, -14 h to 14 h. Default 8 h.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(8);
}
