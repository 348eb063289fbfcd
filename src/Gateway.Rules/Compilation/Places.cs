using Gateway.Core.Measurements;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Compilation;

/// <summary>Machines, zones and the site as subjects of rules, with the measured points that belong to them.</summary>
internal static class Places
{
    public const string SiteId = "site";
    public const string DevicePrefix = "device.";
    public const string ZonePrefix = "zone.";

    /// <summary>A subject and its points, for every place of the scope that has points.</summary>
    public static IEnumerable<(Point Subject, IReadOnlyList<Point> Points)> Of(RuleScope scope, RuleSite site) => scope switch
    {
        RuleScope.Device => Groups(site.Points, point => point.Device).Select(group => (Device(group.Key, group.Points), group.Points)),
        RuleScope.Zone => Groups(site.Points, point => point.Zone).Select(group => (Zone(group.Key, site, group.Points), group.Points)),
        RuleScope.Site => site.Points.Count > 0 ? [(Site(site), site.Points)] : [],
        _ => OfPoints(site.Points),
    };

    /// <summary>The subject with this id, a point or a place that has points; null when there is none.</summary>
    public static (Point Subject, IReadOnlyList<Point> Points)? Find(string id, RuleSite site)
    {
        foreach (var scope in Enum.GetValues<RuleScope>())
        {
            foreach (var place in Of(scope, site))
            {
                if (place.Subject.Id == id)
                {
                    return place;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Every point with the points of its device and of its zone, in the order of the site: what a rule of one point can look at beside it. Found
    /// once for all points that share both, because a site has thousands.
    /// </summary>
    private static IEnumerable<(Point Subject, IReadOnlyList<Point> Points)> OfPoints(IReadOnlyList<Point> points)
    {
        var order = points.Select((point, at) => (point.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        var byZone = points.Where(point => point.Zone.Length > 0).ToLookup(point => point.Zone);
        var byDevice = points.Where(point => point.Device.Length > 0).ToLookup(point => point.Device);
        var around = new Dictionary<(string Zone, string Device), IReadOnlyList<Point>>();
        foreach (var point in points)
        {
            var key = (point.Zone, point.Device);
            if (!around.TryGetValue(key, out var near))
            {
                around[key] = near = [.. byZone[point.Zone].Concat(byDevice[point.Device]).DistinctBy(other => other.Id).OrderBy(other => order[other.Id])];
            }

            yield return (point, near);
        }
    }

    private static IEnumerable<(string Key, IReadOnlyList<Point> Points)> Groups(IReadOnlyList<Point> points, Func<Point, string> key) =>
        points.Where(point => key(point).Length > 0).GroupBy(key).Select(group => (group.Key, (IReadOnlyList<Point>)[.. group]));

    private static Point Device(string id, IReadOnlyList<Point> points) =>
        Subject(DevicePrefix + id, new LocalizedText($"设备 {id}", $"device {id}"), points) with { Device = id, Zone = Common(points, point => point.Zone) };

    private static Point Zone(string id, RuleSite site, IReadOnlyList<Point> points) =>
        Subject(ZonePrefix + id, site.Zones.TryGetValue(id, out var name) ? name : new LocalizedText($"区域 {id}", $"zone {id}"), points) with { Zone = id };

    private static Point Site(RuleSite site) => Subject(SiteId, site.Name, site.Points);

    private static Point Subject(string id, LocalizedText name, IReadOnlyList<Point> points) => new()
    {
        Index = 0, Id = id, Name = name, IsDerived = true, Family = Common(points, point => point.Family) is { Length: > 0 } family ? family : "other",
        Quantity = "state",
    };

    /// <summary>What all points have in common; empty when they differ.</summary>
    private static string Common(IReadOnlyList<Point> points, Func<Point, string> of) =>
        points.Select(of).Distinct().Take(2).ToList() is [var one] ? one : "";
}
