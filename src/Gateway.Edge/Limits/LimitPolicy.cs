using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Limits;

/// <summary>
/// Who may change a limit, how far and for how long: as shelving (domain rules 7.1), and a limit that warns later is a kind of shelf. Pure.
/// </summary>
internal static class LimitPolicy
{
    /// <param name="condition">The rule as compiled, with its own limit.</param>
    public static LimitResult Check(LimitRequest request, Point point, Condition condition, ShelvePolicy policy, DateTimeOffset now)
    {
        if (!ChangedRule.IsChangeable(condition))
        {
            return LimitResult.NotChangeable;
        }

        return request.Value is not { } value || !double.IsFinite(value) ? LimitResult.NeedsValue
            : string.IsNullOrWhiteSpace(request.Reason) ? LimitResult.NeedsReason
            : request.Until is not { } until || until <= now ? LimitResult.NeedsEnd
            : until - now > policy.MaxShelve ? LimitResult.EndTooFar
            : Loosening(point, condition, value, policy) is not LimitResult.Done and var refused ? refused
            : Approval(request, condition, policy);
    }

    /// <summary>Whether the rule, as it is now, would still let the change stand.</summary>
    public static bool Holds(LimitChange change, Point point, Condition condition, ShelvePolicy policy) =>
        ChangedRule.IsChangeable(condition) && Loosening(point, condition, change.Value, policy) == LimitResult.Done;

    private static LimitResult Loosening(Point point, Condition condition, double value, ShelvePolicy policy) =>
        ChangedRule.IsTighter(condition, value) ? LimitResult.Done
        : condition.Basis.IsLaw ? LimitResult.LawOnlyTightened
        : condition.Tier >= policy.NeverShelvedFrom && policy.NeverShelvedFamilies.Contains(point.Family, StringComparer.OrdinalIgnoreCase) ? LimitResult.GraveOnlyTightened
        : LimitResult.Done;

    private static LimitResult Approval(LimitRequest request, Condition condition, ShelvePolicy policy) =>
        request.Approver is { } approver && string.Equals(approver.Trim(), request.Actor.Trim(), StringComparison.OrdinalIgnoreCase) ? LimitResult.ApproverIsActor
        : request.Approver is null && condition.Tier > policy.SecondPersonAbove ? LimitResult.NeedsApprover
        : LimitResult.Done;
}
