using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Ledger;

/// <summary>Points that must be judged together because rules look at several of them.</summary>
internal sealed class LedgerScope
{
    private static readonly TimeSpan s_mostForSignals = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<PointPlan> _plans;
    private readonly IReadOnlySet<string> _late;

    private LedgerScope(IReadOnlyList<PointPlan> plans, IReadOnlySet<string> late) => (_plans, _late) = (plans, late);

    public IReadOnlyList<PointPlan> Plans => _plans;

    /// <summary>Ids of its points with late data.</summary>
    public IReadOnlySet<string> Late => _late;

    /// <summary>How far back its rules look.</summary>
    public TimeSpan LeadIn { get; private init; }

    public IEnumerable<Point> Measured => _plans.Select(plan => plan.Point).Where(point => !point.IsDerived);

    /// <summary>The scopes of the points with late data; every one of those that is in the plan is in exactly one.</summary>
    /// <param name="mostTogether">Rules that look at more points, directly or by what their inputs hang on, are left out.</param>
    public static IReadOnlyList<LedgerScope> Of(IReadOnlyList<PointPlan> plans, IEnumerable<string> late, int mostTogether)
    {
        var byId = plans.ToDictionary(plan => plan.Point.Id, StringComparer.Ordinal);
        var groups = plans.SelectMany(plan => plan.Conditions.OfType<JointCondition>().Select(joint => Upstream(plan.Point.Id, joint, byId, mostTogether)))
            .OfType<HashSet<string>>().ToList();
        var scopes = new List<HashSet<string>>();
        foreach (var id in late.Where(byId.ContainsKey).Order(StringComparer.Ordinal))
        {
            var mine = new HashSet<string>(groups.Where(group => group.Contains(id)).SelectMany(group => group).Append(id), StringComparer.Ordinal);
            foreach (var touching in scopes.Where(scope => scope.Overlaps(mine)).ToList())
            {
                mine.UnionWith(touching);
                scopes.Remove(touching);
            }

            scopes.Add(mine);
        }

        var lateIds = late.ToHashSet(StringComparer.Ordinal);
        return [.. scopes.Select(scope => Of([.. plans.Where(plan => scope.Contains(plan.Point.Id))], lateIds.Where(scope.Contains).ToHashSet(StringComparer.Ordinal)))];
    }

    /// <summary>The same without the rules that look back farther.</summary>
    public LedgerScope Within(TimeSpan leadIn) => Of([.. _plans.Select(plan => plan with
    {
        Conditions = [.. plan.Conditions.Where(condition => Ledger.LeadIn.Of(condition) <= leadIn)],
    })], _late);

    /// <summary>Each of its points with late data alone, with its own rules only.</summary>
    public IReadOnlyList<LedgerScope> Apart() =>
    [
        .. _plans.Where(plan => _late.Contains(plan.Point.Id)).Select(plan => Of(
            [plan with { Conditions = [.. plan.Conditions.Where(condition => condition is not JointCondition)] }],
            new HashSet<string>([plan.Point.Id], StringComparer.Ordinal))),
    ];

    /// <summary>True for alarms that late data of this scope can bear on.</summary>
    public bool Concerns(AlarmTransition transition) =>
        transition.Kind != ConditionKind.MassOffline && (_late.Contains(transition.PointId) || IsJoint(transition));

    private static LedgerScope Of(IReadOnlyList<PointPlan> plans, IReadOnlySet<string> late)
    {
        var ids = plans.Select(plan => plan.Point.Id).ToHashSet(StringComparer.Ordinal);
        var kept = plans.Select(plan => plan with { Suppressions = [], Conditions = [.. plan.Conditions.Where(condition => IsKept(condition, ids))] }).ToList();
        var times = kept.SelectMany(plan => plan.Conditions).Select(Ledger.LeadIn.Of).Append(Ledger.LeadIn.Least);
        return new LedgerScope(kept, late) { LeadIn = times.Max() };
    }

    // Conditions that learn for long what a signal is like say nothing of the danger, and would say something else with less to learn from.
    private static bool IsKept(Condition condition, IReadOnlySet<string> ids) => condition is JointCondition joint
        ? joint.Inputs.All(ids.Contains)
        : !condition.Kind.IsQuality() || Ledger.LeadIn.Of(condition) <= s_mostForSignals;

    private static HashSet<string>? Upstream(string subject, JointCondition joint, Dictionary<string, PointPlan> byId, int most)
    {
        var found = new HashSet<string>([subject, .. joint.Inputs], StringComparer.Ordinal);
        var open = new Queue<string>(joint.Inputs);
        while (found.Count <= most && open.TryDequeue(out var id))
        {
            foreach (var input in byId.TryGetValue(id, out var plan) ? plan.Conditions.OfType<JointCondition>().SelectMany(inner => inner.Inputs) : [])
            {
                if (found.Add(input))
                {
                    open.Enqueue(input);
                }
            }
        }

        return found.Count <= most ? found : null;
    }

    private bool IsJoint(AlarmTransition transition) => _plans
        .First(plan => plan.Point.Id == transition.PointId).Conditions
        .Any(condition => condition is JointCondition && transition.AlarmId == $"{transition.PointId}/{condition.Id}");
}
