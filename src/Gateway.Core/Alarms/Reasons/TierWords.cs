using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Reasons;

/// <summary>The tiers as a duty officer says them.</summary>
internal static class TierWords
{
    public static LocalizedText Name(WarningTier tier) => tier switch
    {
        WarningTier.Blue => new("蓝色（IV 级）", "blue (IV)"),
        WarningTier.Yellow => new("黄色（III 级）", "yellow (III)"),
        WarningTier.Orange => new("橙色（II 级）", "orange (II)"),
        WarningTier.Red => new("红色（I 级）", "red (I)"),
        _ => new("无预警", "no warning"),
    };
}
