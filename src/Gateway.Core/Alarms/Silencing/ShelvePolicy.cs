using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Silencing;

/// <summary>
/// Who may silence what, and for how long. Ours (domain rule 7.1 [P]): ISA-18.2 asks for a reason and an end, and leaves the figures to
/// the site.
/// </summary>
public sealed record ShelvePolicy
{
    /// <summary>Longest shelf; above zero. Default 8 h.</summary>
    public TimeSpan MaxShelve { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Longest suppression for maintenance; above zero. Default 24 h.</summary>
    public TimeSpan MaxMaintenance { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Longest time out of service; above zero. Default 30 days.</summary>
    public TimeSpan MaxOutOfService { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Families whose grave alarms nobody shelves at the site. Default gas, slope and fire.</summary>
    public ValueList<string> NeverShelvedFamilies { get; init; } = ["gas", "slope", "fire"];

    /// <summary>From this tier on alarms of those families cannot be shelved. Default orange.</summary>
    public WarningTier NeverShelvedFrom { get; init; } = WarningTier.Orange;

    /// <summary>Above this tier silencing needs a second person. Default blue.</summary>
    public WarningTier SecondPersonAbove { get; init; } = WarningTier.Blue;

    internal TimeSpan Longest(Veils veil) => veil switch
    {
        Veils.Shelved => MaxShelve,
        Veils.Maintenance => MaxMaintenance,
        _ => MaxOutOfService,
    };
}
