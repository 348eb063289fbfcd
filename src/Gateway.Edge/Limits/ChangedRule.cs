using Gateway.Core.Conditions;

namespace Gateway.Edge.Limits;

/// <summary>What a temporary limit does to a rule. Pure.</summary>
internal static class ChangedRule
{
    /// <summary>True for rules that compare with one figure in the point's unit.</summary>
    public static bool IsChangeable(Condition condition) => condition is ValueLimit or WindowLimit;

    /// <summary>True when the value warns no later than the rule's own limit.</summary>
    public static bool IsTighter(Condition condition, double value) => condition switch
    {
        LowLimit or WindowLimit { Direction: LimitDirection.Low } => value >= condition.Threshold,
        _ => value <= condition.Threshold,
    };

    /// <summary>The rule with the temporary limit in it, and what it rests on now: every explanation says so.</summary>
    public static Condition With(Condition condition, LimitChange change)
    {
        var basis = condition.Basis with
        {
            // The clause gives another figure; only a tighter one still rests on it.
            Clause = IsTighter(condition, change.Value) ? condition.Basis.Clause : "",
            Version = $"{condition.Basis.Version}+limit",
            ReviewedBy = change.Approver ?? change.Actor,
            Remark = new(Words(change, "临时限值", "原值", "至"), Words(change, "temporary limit", "own", "until")),
        };
        return condition switch
        {
            ValueLimit limit => limit with { Limit = change.Value, Basis = basis },
            WindowLimit limit => limit with { Limit = change.Value, Basis = basis },
            _ => condition,
        };
    }

    private static string Words(LimitChange change, string name, string own, string until) => FormattableString.Invariant(
        $"{name} {change.Value} ({own} {change.Own}) {until} {change.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {change.Reason} [{change.Actor}, {change.Approver ?? "-"}]");
}
