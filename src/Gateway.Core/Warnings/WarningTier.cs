namespace Gateway.Core.Warnings;

/// <summary>The four tiers of early warning; a higher number is more grave. <see cref="None"/> means no warning stands.</summary>
public enum WarningTier : byte
{
    None = 0,

    /// <summary>IV, 蓝色: attention.</summary>
    Blue = 1,

    /// <summary>III, 黄色: caution.</summary>
    Yellow = 2,

    /// <summary>II, 橙色: warning.</summary>
    Orange = 3,

    /// <summary>I, 红色: danger.</summary>
    Red = 4,
}
