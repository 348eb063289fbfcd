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
}
