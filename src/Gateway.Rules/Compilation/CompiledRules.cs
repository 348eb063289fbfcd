using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Rules.Compilation;

/// <summary>What the rules of a site came to. Equal inputs give equal conditions, so a reload keeps what did not change.</summary>
/// <param name="ByPoint">Conditions by point id, the gravest first; measured points and subjects.</param>
/// <param name="Subjects">Machines, zones and the site, where a rule hangs on one. Their index is for the point table to give.</param>
/// <param name="LeftOut">Levels that do not run at a point though their rule fits it, with the cause.</param>
public sealed record CompiledRules(
    IReadOnlyDictionary<string, IReadOnlyList<Condition>> ByPoint, IReadOnlyList<Point> Subjects, IReadOnlyList<LeftOutLevel> LeftOut)
{
    public static CompiledRules None { get; } = new(new Dictionary<string, IReadOnlyList<Condition>>(), [], []);

    public IReadOnlyList<Condition> Of(string pointId) => ByPoint.TryGetValue(pointId, out var conditions) ? conditions : [];
}

/// <summary>A level that does not run at a point.</summary>
/// <param name="Rule"><c>gas-fixed/toxic-high/red</c>.</param>
public sealed record LeftOutLevel(string PointId, string Rule, LocalizedText Cause);
