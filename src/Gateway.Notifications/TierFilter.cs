using Gateway.Core.Warnings;

namespace Gateway.Notifications;

/// <summary>Which changes of tier a channel passes on.</summary>
public static class TierFilter
{
    /// <summary>True when the tier before or after reaches the least one; so whoever heard a warning also hears its end.</summary>
    public static bool Concerns(WarningEvent warning, WarningTier least) => warning.To >= least || warning.From >= least;

    /// <summary>Reads <c>blue</c>, <c>yellow</c>, <c>orange</c> or <c>red</c>; null for anything else.</summary>
    public static WarningTier? Parse(string name) => name switch
    {
        "blue" => WarningTier.Blue,
        "yellow" => WarningTier.Yellow,
        "orange" => WarningTier.Orange,
        "red" => WarningTier.Red,
        _ => null,
    };
}
