using Gateway.Core.Measurements;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary>Points of the same quantity, unit and role at the place of a point, in the order of the configuration.</summary>
internal static class Siblings
{
    public static IReadOnlyList<Point> Of(LevelContext level) =>
        [.. level.Place.Where(point => point.Id != level.Subject.Id && IsAlike(point, level.Subject))];

    /// <summary>Those of other places.</summary>
    public static IEnumerable<Point> AlikeOf(IReadOnlyList<Point> points, Point subject) => points.Where(point => IsAlike(point, subject));

    /// <summary>The one after the subject; null for the last, so that no pair is looked at twice.</summary>
    public static Point? Next(LevelContext level) =>
        level.Place.SkipWhile(point => point.Id != level.Subject.Id).Skip(1).FirstOrDefault(point => IsAlike(point, level.Subject));

    private static bool IsAlike(Point point, Point other) =>
        point.Quantity == other.Quantity && point.Unit == other.Unit && RuleFit.RoleOf(point) == RuleFit.RoleOf(other);
}
