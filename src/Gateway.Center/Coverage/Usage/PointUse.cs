using Gateway.Center.Sites;

namespace Gateway.Center.Coverage.Usage;

/// <summary>Whether one point is in use (投用): it measures, and nothing takes it out.</summary>
/// <param name="Share">Of the time with a usable value, 0 to 1; null when it was not there.</param>
/// <param name="WhyNot"><c>noData</c>, <c>shelved</c>, <c>suppressed</c>, <c>outOfService</c>, <c>overdue</c>, <c>sensorFault</c>, <c>flatLine</c>, <c>stale</c> or <c>offline</c>.</param>
internal sealed record PointUse(SitePoint Point, double? Share, IReadOnlyList<string> WhyNot)
{
    /// <summary>Ours, no document names a figure: nine tenths of the time.</summary>
    public const double LeastShare = 0.9;

    public bool IsInUse => WhyNot.Count == 0;

    public static PointUse Of(SitePoint point, double? share, IEnumerable<string> troubles) =>
        new(point, share, [.. share is { } known && known >= LeastShare ? [] : new[] { "noData" }, .. troubles.Distinct(StringComparer.Ordinal)]);
}
