using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic.Grouping;

/// <summary>How often people are told of the same thing (domain rule 9.8) and what a flood may fold (7.3). Red is never folded.</summary>
public sealed record WarningGroupingOptions
{
    /// <summary>A fall of one point is told at most once in this time (10 min), and a summary of what was folded comes after it.</summary>
    public TimeSpan RepeatAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The highest tier a flood summary may hold back: blue, yellow or orange; yellow unless told.</summary>
    public WarningTier FoldInFloodUpTo { get; init; } = WarningTier.Yellow;

    /// <summary>The first summary of a flood comes this long after the first warning it folded (1 min); the next ones after
    /// <see cref="RepeatAfter"/>.</summary>
    public TimeSpan FirstSummaryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A flood begins when the tiers of points rose more than this often within ten minutes (10).</summary>
    public int FloodAbove { get; init; } = 10;

    /// <summary>A flood ends with fewer rises than this within ten minutes (5).</summary>
    public int FloodEndsBelow { get; init; } = 5;

    /// <exception cref="ArgumentException">A figure is outside its range, or red were folded.</exception>
    internal static WarningGroupingOptions Checked(WarningGroupingOptions options)
    {
        if (options.RepeatAfter <= TimeSpan.Zero || options.FirstSummaryAfter <= TimeSpan.Zero
            || options.FoldInFloodUpTo is < WarningTier.Blue or >= WarningTier.Red
            || options.FloodAbove is < 1 or > 1000 || options.FloodEndsBelow < 1 || options.FloodEndsBelow > options.FloodAbove)
        {
            throw new ArgumentException($"A figure of warning grouping is outside its range: {options}", nameof(options));
        }

        return options;
    }
}
