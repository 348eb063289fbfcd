using Gateway.Core.Measurements;

namespace Gateway.Core.Warnings;

/// <summary>How many points of one kind at a tier count as one at the next (GB 39496-2020 5.5.4 [V]).</summary>
/// <param name="BlueToYellow">0 = never.</param>
/// <param name="YellowToOrange">0 = never.</param>
/// <param name="OrangeToRed">0 = never.</param>
/// <param name="Carry">
/// True when what was promoted counts on: 4 blue count as one yellow, so 12 blue make orange. Default false: each step counts points only.
/// </param>
public sealed record PromotionCounts(int BlueToYellow, int YellowToOrange, int OrangeToRed, bool Carry = false)
{
    public static readonly PromotionCounts Default = new(4, 3, 2);

    /// <summary>The rule in words.</summary>
    public LocalizedText Rule => new(
        $"{BlueToYellow} 蓝升黄、{YellowToOrange} 黄升橙、{OrangeToRed} 橙升红{(Carry ? "，逐级累计" : "")}",
        $"{BlueToYellow} blue to yellow, {YellowToOrange} yellow to orange, {OrangeToRed} orange to red{(Carry ? ", carried on" : "")}");

    /// <summary>How many of the tier below make this tier; 0 = never.</summary>
    public int Needed(WarningTier tier) => tier switch
    {
        WarningTier.Yellow => BlueToYellow,
        WarningTier.Orange => YellowToOrange,
        WarningTier.Red => OrangeToRed,
        _ => 0,
    };

    /// <summary>True when points of lower tiers are enough to make this tier by their number; one point at the tier alone makes nothing.</summary>
    public bool Makes(WarningTier tier, TierCounts points)
    {
        var orange = points.AtOrAbove(WarningTier.Orange);
        var yellow = points.AtOrAbove(WarningTier.Yellow);
        var asYellow = yellow + (Carry ? Made(points.Blue, BlueToYellow) : 0);
        var asOrange = orange + (Carry ? Made(asYellow - orange, YellowToOrange) : 0);
        return tier switch
        {
            WarningTier.Yellow => Made(points.AtOrAbove(WarningTier.Blue), BlueToYellow) > 0,
            WarningTier.Orange => Made(asYellow, YellowToOrange) > 0,
            WarningTier.Red => Made(asOrange, OrangeToRed) > 0,
            _ => false,
        };
    }

    /// <summary>The tier so many points make together; never below that of the gravest. Never falls when one of them rises.</summary>
    public WarningTier Promote(TierCounts points)
    {
        for (var tier = WarningTier.Red; tier > WarningTier.None; tier--)
        {
            if (points.AtOrAbove(tier) > 0 || Makes(tier, points))
            {
                return tier;
            }
        }

        return WarningTier.None;
    }

    private static int Made(int points, int needed) => needed <= 0 ? 0 : points / needed;
}
