using Gateway.Core.Warnings;

namespace Gateway.Edge.Configuration.Rules;

/// <summary>Who may silence what, and for how long. Red and orange of gas, slope and fire cannot be shelved at the site, whatever stands here.</summary>
public sealed record ShelvingOptions
{
    /// <summary>Longest shelf, 1 min to 24 h. Default 8 h.</summary>
    public TimeSpan MaxShelve { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Longest suppression for maintenance, 1 min to 7 d. Default 24 h.</summary>
    public TimeSpan MaxMaintenance { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Longest time out of service, 1 min to 90 d. Default 30 d.</summary>
    public TimeSpan MaxOutOfService { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Above this tier silencing needs a second person. Default blue; none = always.</summary>
    public WarningTier SecondPersonAbove { get; init; } = WarningTier.Blue;
}
