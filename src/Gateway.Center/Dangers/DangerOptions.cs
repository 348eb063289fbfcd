namespace Gateway.Center.Dangers;

/// <summary>Hidden dangers.</summary>
public sealed record DangerOptions
{
    /// <summary>A danger at the same point (or of the same cause at the same site) within this counts as a repeat. Default 90 days.</summary>
    public TimeSpan RepeatWithin { get; init; } = TimeSpan.FromDays(90);

    /// <summary>A point whose tier rose more often than this within <see cref="DisturbedWithin"/> is proposed as a danger. Default 10.</summary>
    public int MostDisturbances { get; init; } = 10;

    /// <summary>Default 7 days.</summary>
    public TimeSpan DisturbedWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Days overdue after which letter, circular, interview and exposure are proposed. Four, rising. Default 1, 7, 15, 30.</summary>
    public IReadOnlyList<int> EscalateAfterDays { get; init; } = [1, 7, 15, 30];

    /// <summary>How often an open general danger is looked at again. Default 30 days.</summary>
    public TimeSpan ReviewGeneralEvery { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often an open major danger is looked at again. Default 7 days.</summary>
    public TimeSpan ReviewMajorEvery { get; init; } = TimeSpan.FromDays(7);
}
