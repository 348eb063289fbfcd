using Gateway.Core.Measurements;

namespace Gateway.Rules.Compilation;

/// <summary>The site rules are compiled for.</summary>
/// <param name="Points">Measured points; ids unique.</param>
/// <param name="Zones">Zones by id, with their names.</param>
/// <param name="Name">Of the site.</param>
/// <param name="Origin">Where a point was written, for the paths of errors.</param>
public sealed record RuleSite(
    IReadOnlyList<Point> Points, IReadOnlyDictionary<string, LocalizedText> Zones, LocalizedText Name, Func<Point, string> Origin);
