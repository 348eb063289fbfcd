using System.Text.Json;
using Gateway.Center.Coverage.Inclusion;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Rules.Scenarios;

namespace Gateway.Center.Coverage.Usage;

/// <summary>What is fitted at a site, and what its scenarios demand that is not.</summary>
/// <param name="Points">Measured points; machines and zones that no sensor measures are not devices.</param>
/// <param name="Missing">Required by a scenario and not there.</param>
internal sealed record FittedPoints(IReadOnlyList<SitePoint> Points, IReadOnlyList<ScenarioGap> Missing)
{
    /// <summary>Points that must be there and are not.</summary>
    public int MissingCount => Missing.Sum(gap => gap.AtLeast - gap.Found);

    public static FittedPoints Of(Site site, IEnumerable<SitePoint> points, InclusionSeeds seeds)
    {
        var entries = points.Select(point => (Point: point, Entry: EntryOf(point))).Where(pair => !pair.Entry.IsDerived).ToList();
        var domain = entries.Select((pair, index) => PointOf(pair.Point, pair.Entry, index)).ToList();
        var scenarios = (JsonSerializer.Deserialize<string[]>(site.Scenarios, CenterJson.Options) ?? []).Distinct(StringComparer.Ordinal);
        return new(
            [.. entries.Select(pair => pair.Point)],
            [
                .. scenarios.Where(seeds.Scenarios.ContainsKey).Select(id => seeds.Scenarios[id])
                    .SelectMany(scenario => ScenarioCheck.Run(scenario, domain, [.. scenario.Packs])).Where(gap => gap.Required),
            ]);
    }

    private static PointEntry EntryOf(SitePoint point) => point.Body.Length > 2
        ? JsonSerializer.Deserialize<PointEntry>(point.Body, CenterJson.Options)!
        : new PointEntry { Id = point.PointId, Name = new(point.NameZh, point.NameEn) };

    private static Point PointOf(SitePoint point, PointEntry entry, int index) => new()
    {
        Index = index, Id = point.PointId, Name = new LocalizedText(point.NameZh, point.NameEn), Unit = point.Unit, Family = point.Family, Quantity = point.Quantity,
        Device = point.Device, Zone = point.Zone, Role = entry.Role, Substance = entry.Substance, Area = entry.Area,
    };
}
