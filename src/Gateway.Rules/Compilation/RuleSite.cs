using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Rules.Compilation;

/// <summary>The site rules are compiled for.</summary>
/// <param name="Points">Measured points; ids unique.</param>
/// <param name="Zones">Zones by id, with their names.</param>
/// <param name="Name">Of the site.</param>
/// <param name="Origin">Where a point was written, for the paths of errors.</param>
public sealed record RuleSite(
    IReadOnlyList<Point> Points, IReadOnlyDictionary<string, LocalizedText> Zones, LocalizedText Name, Func<Point, string> Origin)
{
    /// <summary>When shifts begin. Default: no shifts, exposure rolls.</summary>
    public ShiftCalendar Shifts { get; init; } = ShiftCalendar.Rolling;

    /// <summary>When sensors were served, by point id.</summary>
    public IReadOnlyDictionary<string, PointService> Services { get; init; } = new Dictionary<string, PointService>();
}

/// <summary>Calibration and bump tests of one point.</summary>
public sealed record PointService(ServiceDate? Calibration, ServiceDate? BumpTest);

/// <summary>When it was last done, and how often it must be.</summary>
/// <param name="Last">UTC; null = never or not known.</param>
/// <param name="Interval">Null = as the rule says.</param>
public sealed record ServiceDate(DateTime? Last, TimeSpan? Interval);
