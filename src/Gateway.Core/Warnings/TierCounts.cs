namespace Gateway.Core.Warnings;

/// <summary>How many points stand at each tier.</summary>
public readonly record struct TierCounts(int Blue, int Yellow, int Orange, int Red)
{
    public TierCounts With(WarningTier tier) => tier switch
    {
        WarningTier.Blue => this with { Blue = Blue + 1 },
        WarningTier.Yellow => this with { Yellow = Yellow + 1 },
        WarningTier.Orange => this with { Orange = Orange + 1 },
        WarningTier.Red => this with { Red = Red + 1 },
        _ => this,
    };

    /// <summary>How many stand at this tier or a graver one; the tier is not <see cref="WarningTier.None"/>.</summary>
    public int AtOrAbove(WarningTier tier) =>
        (tier <= WarningTier.Blue ? Blue : 0) + (tier <= WarningTier.Yellow ? Yellow : 0) + (tier <= WarningTier.Orange ? Orange : 0) + Red;
}
