using System.Text.Json.Nodes;
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

    /// <summary>Zones beside a zone, by its id. Counts both ways.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Neighbours { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Parameters of rules that stand with a point, by point id: <c>reference</c>, or <c>overload.reference</c> for one rule only.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonNode?>> Parameters { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, JsonNode?>>();

    /// <summary>When sensors were served, by point id.</summary>
    public IReadOnlyDictionary<string, PointService> Services { get; init; } = new Dictionary<string, PointService>();

    /// <summary>Points of the zones beside this one.</summary>
    internal IReadOnlyList<Point> NeighboursOf(string zone)
    {
        if (zone.Length == 0 || Neighbours.Count == 0)
        {
            return [];
        }

        var beside = Neighbours.Where(pair => pair.Value.Contains(zone)).Select(pair => pair.Key).Concat(Neighbours.GetValueOrDefault(zone) ?? []).ToHashSet();
        return [.. Points.Where(point => point.Zone != zone && beside.Contains(point.Zone))];
    }
}

/// <summary>Calibration and bump tests of one point.</summary>
public sealed record PointService(ServiceDate? Calibration, ServiceDate? BumpTest);

/// <summary>When it was last done, and how often it must be.</summary>
/// <param name="Last">UTC; null = never or not known.</param>
/// <param name="Interval">Null = as the rule says.</param>
public sealed record ServiceDate(DateTime? Last, TimeSpan? Interval);
