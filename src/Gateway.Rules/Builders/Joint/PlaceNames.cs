using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Measurements;
using Gateway.Rules.Compilation;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Builders;

/// <summary>
/// What names in square brackets mean at a place: a point's id, else the points of the place with the role, else those of the quantity. What the
/// place does not have is looked for in its zone or at the site only for roles that speak for those (<see cref="RoleReach"/>), where there is exactly
/// one: the set point or the valve of another tank is never meant.
/// </summary>
internal sealed class PlaceNames(IReadOnlyList<Point> place, IReadOnlyList<Point> zone, IReadOnlyList<Point> site, ReferenceData reference) : IPointNames
{
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>Names asked for that nothing at the place has.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    public IEnumerable<string> Known => place.SelectMany(point => new[] { RuleFit.RoleOf(point), point.Id }).Distinct().Order(StringComparer.Ordinal);

    public IReadOnlyList<Point> Find(string name)
    {
        IReadOnlyList<Point> found = site.FirstOrDefault(point => point.Id == name) is { } exact ? [exact] : Named(place, name);
        if (found.Count == 0)
        {
            found = reference.Role(name)?.SharedBy switch
            {
                RoleReach.Zone => Single(zone, name) ?? [],
                RoleReach.Site => Single(zone, name) ?? Single(site, name) ?? [],
                _ => [],
            };
        }

        if (found.Count == 0)
        {
            _missing.Add(name);
        }

        return found;
    }

    private static IReadOnlyList<Point>? Single(IReadOnlyList<Point> points, string name) => Named(points, name) is [var one] ? [one] : null;

    private static IReadOnlyList<Point> Named(IReadOnlyList<Point> points, string name)
    {
        IReadOnlyList<Point> byRole = [.. points.Where(point => RuleFit.RoleOf(point) == name)];
        return byRole.Count > 0 ? byRole : [.. points.Where(point => point.Quantity == name)];
    }
}
