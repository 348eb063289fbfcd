using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Rules.Scenarios;

namespace Gateway.Rules.Compilation;

/// <summary>What the rules of a site came to. Equal inputs give equal conditions, so a reload keeps what did not change.</summary>
/// <param name="ByPoint">Conditions by point id, the gravest first; measured points and subjects.</param>
/// <param name="Subjects">Machines, zones and the site, where a rule hangs on one. Their index is for the point table to give.</param>
/// <param name="Inactive">Every level of every pack in use that does not run somewhere, with the cause. Nothing is dropped without standing here.</param>
public sealed record CompiledRules(
    IReadOnlyDictionary<string, IReadOnlyList<Condition>> ByPoint, IReadOnlyList<Point> Subjects, IReadOnlyList<InactiveRule> Inactive)
{
    public static CompiledRules None { get; } = new(new Dictionary<string, IReadOnlyList<Condition>>(), [], []);

    /// <summary>The packs in use, in the order of the configuration.</summary>
    public IReadOnlyList<PackTally> Packs { get; init; } = [];

    /// <summary>What the kinds of site named in the configuration are expected to have and this one has not.</summary>
    public IReadOnlyList<ScenarioGap> Gaps { get; init; } = [];

    /// <summary>The same with <see cref="Packs"/> counted from the conditions.</summary>
    public CompiledRules Counted()
    {
        var all = ByPoint.Values.SelectMany(conditions => conditions).GroupBy(condition => condition.Basis.Version).ToDictionary(group => group.Key, group => group.ToList());
        return this with { Packs = [.. Packs.Select(pack => pack.Counted(all.GetValueOrDefault(pack.Pack) ?? []))] };
    }

    public IReadOnlyList<Condition> Of(string pointId) => ByPoint.TryGetValue(pointId, out var conditions) ? conditions : [];
}
