using Gateway.Core.Measurements;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Scenarios;

/// <summary>Holds the points of a site against what its kinds of site are expected to have.</summary>
public static class ScenarioCheck
{
    /// <param name="packs">Ids of the packs in use.</param>
    public static IReadOnlyList<ScenarioGap> Run(ScenarioTemplate scenario, IReadOnlyList<Point> points, IReadOnlyCollection<string> packs)
    {
        var mine = points.Where(point => scenario.ExpectedPoints.Any(expected => Is(expected, point))).ToList();
        return
        [
            .. scenario.Packs.Where(pack => !packs.Contains(pack)).Select(pack => new ScenarioGap(
                scenario.Id, Places.SiteId, $"pack {pack}", 0, 1, true, new LocalizedText($"未使用规则包 {pack}", $"rule pack {pack} is not in use"))),
            .. scenario.ExpectedPoints.SelectMany(expected => Gaps(scenario, expected, mine)),
        ];
    }

    private static IEnumerable<ScenarioGap> Gaps(ScenarioTemplate scenario, ExpectedPoint expected, List<Point> mine) =>
        from place in PlacesOf(scenario, expected.Per, mine)
        let found = place.Points.Count(point => Is(expected, point))
        where found < expected.AtLeast
        select new ScenarioGap(
            scenario.Id, place.Id, expected.Role, found, expected.AtLeast, expected.Required, new LocalizedText(
                $"{(expected.Required ? "缺少" : "建议设置")} {expected.Name.Zh}（{expected.Role}）：有 {found}，应有 {expected.AtLeast}{Note(expected.Note?.Zh)}",
                $"{(expected.Required ? "missing" : "recommended")}: {expected.Name.En} ({expected.Role}), {found} of {expected.AtLeast}{Note(expected.Note?.En)}"));

    // Zones and machines of the kind are those with at least one of the points expected in each; without any, the site stands for them.
    private static IEnumerable<(string Id, IReadOnlyList<Point> Points)> PlacesOf(ScenarioTemplate scenario, ScenarioPlace per, List<Point> mine)
    {
        if (per == ScenarioPlace.Site)
        {
            return [(Places.SiteId, mine)];
        }

        var own = mine.Where(point => scenario.ExpectedPoints.Any(expected => expected.Per == per && Is(expected, point)));
        var groups = per == ScenarioPlace.Zone
            ? own.Where(point => point.Zone.Length > 0).Select(point => point.Zone).Distinct().Select(zone => (Id: Places.ZonePrefix + zone, Points: (IReadOnlyList<Point>)[.. mine.Where(point => point.Zone == zone)]))
            : own.Where(point => point.Device.Length > 0).Select(point => point.Device).Distinct().Select(device => (Id: Places.DevicePrefix + device, Points: (IReadOnlyList<Point>)[.. mine.Where(point => point.Device == device)]));
        var found = groups.ToList();
        return found.Count > 0 ? found : [(Places.SiteId, mine)];
    }

    private static bool Is(ExpectedPoint expected, Point point) => RuleFit.RoleOf(point) == expected.Role && point.Quantity == expected.Quantity;

    private static string Note(string? note) => note is null ? "" : $" - {note}";
}
