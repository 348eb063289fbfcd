using Gateway.Center.Sites;

namespace Gateway.Center.Coverage.Usage;

/// <summary>Everything a report says of the use of one site.</summary>
/// <param name="Online">Null when no gateway of it was ever heard.</param>
/// <param name="HoleShare">Share of the time in which its readings are missing.</param>
internal sealed record SiteUse(Site Site, EdgeOnline? Online, FittedPoints Fitted, IReadOnlyList<PointUse> Points, double HoleShare)
{
    public int InUse => Points.Count(point => point.IsInUse);

    /// <summary>What must be there: all that is, and what is missing.</summary>
    public int Wanted => Points.Count + Fitted.MissingCount;

    /// <summary>Fitted and in use; null when nothing is fitted and nothing demanded.</summary>
    public double? Rate => Wanted == 0 ? null : (double)InUse / Wanted;

    public double? PointOnline => Points.Where(point => point.Share is not null).Select(point => point.Share!.Value) is var shares && shares.Any() ? shares.Average() : null;

    public double? OnlineRate => Site.ConnectedSince is null ? null : Online?.Rate;
}
