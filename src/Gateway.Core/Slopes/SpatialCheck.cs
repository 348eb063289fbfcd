using Gateway.Core.Warnings;

namespace Gateway.Core.Slopes;

/// <summary>What the neighbours of a point say of it (domain rules 9.2): ground moves together, a loose prism moves alone.</summary>
public static class SpatialCheck
{
    /// <summary>mm/d from which on a point is believed though it moves alone.</summary>
    public const double BelievedAlone = 50;

    /// <summary>True when the point has a tier, is below <see cref="BelievedAlone"/>, and every one of at least one neighbours is below blue.</summary>
    /// <param name="neighbours">Tiers of neighbours that are heard and good; a silent one proves nothing and must be left out together with the
    /// verdict.</param>
    public static bool IsLone(WarningTier tier, double velocity, ReadOnlySpan<WarningTier> neighbours)
    {
        if (tier == WarningTier.None || velocity >= BelievedAlone || neighbours.IsEmpty)
        {
            return false;
        }

        return !neighbours.ContainsAnyExcept(WarningTier.None);
    }

    /// <summary>The tier after the check: one lower for a lone point, whose device is to be verified.</summary>
    public static WarningTier Confirmed(WarningTier tier, double velocity, ReadOnlySpan<WarningTier> neighbours) =>
        IsLone(tier, velocity, neighbours) ? tier - 1 : tier;

    /// <summary>
    /// What all reference points on firm ground did alike (refraction, a moved instrument): the median of their changes, to be taken off every
    /// displacement. mm. Overwrites its argument.
    /// </summary>
    /// <returns>0 without references.</returns>
    public static double CommonMode(Span<double> referenceChanges) => referenceChanges.IsEmpty ? 0 : RobustLine.Median(referenceChanges);

    /// <summary>
    /// True when a movement is nearly all vertical and upward: a slope does not rise by itself, so the prism or its mount is suspect (prism 31-2004 of
    /// domain rules 2.6).
    /// </summary>
    /// <param name="east">mm.</param>
    /// <param name="north">mm.</param>
    /// <param name="up">mm, positive upward.</param>
    public static bool IsUpwardOnly(double east, double north, double up) => up > 0 && up > 3 * Math.Sqrt((east * east) + (north * north));
}
