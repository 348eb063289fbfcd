using Gateway.Core.Alarms.Engine;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Reasons;

/// <summary>Why an alarm is of its tier and not of the next one of its kind.</summary>
internal static class HigherTier
{
    public static LocalizedText WhyNot(SiteState state, int slot, int cell)
    {
        var condition = state.Conditions[cell];
        var next = -1;
        ref readonly var point = ref state.Points[slot];
        // Alarms of one kind lie grave first, so the last match before this one is the nearest tier above.
        for (var other = point.First; other < cell; other++)
        {
            if (IsTheSame(state.Conditions[other], condition) && state.Conditions[other].Tier > condition.Tier)
            {
                next = other;
            }
        }

        return next < 0
            ? new("该类条件没有更高一级。", "No higher tier is set for this kind of condition.")
            : Compare(state.Conditions[next], state.Cells[next], state.Plans[slot].Point);
    }

    // Two expressions of one place may have nothing to do with each other; those of one rule are its tiers.
    private static bool IsTheSame(Condition other, Condition condition) =>
        other.Kind == condition.Kind && (other.Kind != ConditionKind.Expression || other.Basis.Rule == condition.Basis.Rule);

    private static LocalizedText Compare(Condition next, in AlarmCell cell, Point point)
    {
        var tier = TierWords.Name(next.Tier);
        var limit = LimitOf.Words(next, point);
        var (zh, en) = limit is null ? ("", "") : ($"（{limit.Zh}）", $" ({limit.En})");
        if (cell.State.IsStanding())
        {
            return new($"更高一级 {tier.Zh}{zh}也已成立。", $"The next tier {tier.En}{en} stands too.");
        }

        if (cell.Pending == PendingDelay.On)
        {
            return new($"更高一级 {tier.Zh}{zh}延时未到。", $"Not yet {tier.En}{en}: its on-delay is running.");
        }

        return limit is null
            ? new($"未达到更高一级 {tier.Zh}。", $"Not {tier.En}: its condition does not hold.")
            : new($"未达到更高一级 {tier.Zh}{zh}。", $"Not {tier.En}: its limit {limit.En} is not reached.");
    }
}
