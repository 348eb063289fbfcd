using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>Writes why an alarm changed, so that a duty officer can check it by hand. Runs only on a transition.</summary>
internal static class ReasonWriter
{
    public static AlarmReason Write(PartitionState state, int slot, int cell, AlarmEvent happened, string? note)
    {
        var condition = state.Conditions[cell];
        ref readonly var point = ref state.Points[slot];
        return new AlarmReason
        {
            Kind = condition.Kind, Value = point.Last.Value, Quality = point.Last.Quality, Flags = point.Last.Flags,
            Limit = condition.Threshold, Deadband = condition.Band, Delay = Delay(condition, happened),
            Since = state.Cells[cell].Since, Basis = condition.Basis, Text = Sentence(state, slot, cell, happened, note),
        };
    }

    private static TimeSpan Delay(Condition condition, AlarmEvent happened) => happened switch
    {
        AlarmEvent.Raised => condition.OnDelay,
        AlarmEvent.ReturnedToNormal => condition.OffDelay,
        _ => TimeSpan.Zero,
    };

    private static LocalizedText Sentence(PartitionState state, int slot, int cell, AlarmEvent happened, string? note)
    {
        var condition = state.Conditions[cell];
        var what = What(state, slot, cell, happened, note);
        var held = Held(Delay(condition, happened));
        var basis = Basis(condition.Basis);
        var next = happened == AlarmEvent.Raised ? NextTier(state, slot, cell) : new LocalizedText("", "");
        var tier = TierName(condition.Tier);
        return new(
            $"{tier.Zh}：{what.Zh}{held.Zh}。{basis.Zh}{next.Zh}",
            $"{tier.En}: {what.En}{held.En}. {basis.En}{next.En}");
    }

    private static LocalizedText What(PartitionState state, int slot, int cell, AlarmEvent happened, string? note) => happened switch
    {
        AlarmEvent.AcknowledgedByPerson => new($"已由人员确认（{note}）", $"acknowledged by a person ({note})"),
        AlarmEvent.ResetByPerson => new($"已由人员复位（{note}）", $"reset by a person ({note})"),
        AlarmEvent.RuleChanged => new("规则已被新配置更改或删除，原报警撤销", "the rule was changed or removed by a new configuration; the alarm is withdrawn"),
        _ => state.Conditions[cell].Describe(
            state.Plans[slot].Point, state.Points[slot].Last, state.Cells[cell].Memory, happened),
    };

    private static LocalizedText Held(TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            return new("", "");
        }

        var span = LimitWords.Span(delay);
        return new($"，已持续 {span.Zh}", $", held for {span.En}");
    }

    private static LocalizedText Basis(RuleBasis basis)
    {
        var clause = basis.Clause.Length == 0 ? new LocalizedText("无标准条款", "no clause") : new LocalizedText(basis.Clause, basis.Clause);
        var review = basis.IsUnreviewedDefault
            ? new LocalizedText("默认阈值，未经审核。", "Default threshold, not reviewed. ")
            : new LocalizedText($"审核：{basis.ReviewedBy}。", $"Reviewed by {basis.ReviewedBy}. ");
        return new(
            $"规则 {basis.Rule}（版本 {basis.Version}，{clause.Zh}）。{review.Zh}",
            $"Rule {basis.Rule} (version {basis.Version}, {clause.En}). {review.En}");
    }

    private static LocalizedText NextTier(PartitionState state, int slot, int cell)
    {
        var condition = state.Conditions[cell];
        var next = -1;
        ref readonly var point = ref state.Points[slot];
        // Cells lie grave first, so the last match before this one is the nearest tier above.
        for (var other = point.First; other < cell; other++)
        {
            if (state.Conditions[other].Kind == condition.Kind && state.Conditions[other].Tier > condition.Tier)
            {
                next = other;
            }
        }

        return next < 0
            ? new("该类条件没有更高一级。", "No higher tier is set for this kind of condition.")
            : WhyNot(state.Conditions[next], state.Cells[next], state.Plans[slot].Point);
    }

    private static LocalizedText WhyNot(Condition next, in AlarmCell cell, Point point)
    {
        var tier = TierName(next.Tier);
        var seconds = next.Kind is ConditionKind.Stale or ConditionKind.Offline or ConditionKind.OutOfService;
        var limit = LimitWords.Number(next.Threshold, seconds ? "s" : next.Kind == ConditionKind.DetectorAlarm ? "" : point.Unit);
        if (cell.State.IsStanding())
        {
            return new($"更高一级 {tier.Zh}（{limit}）也已成立。", $"The next tier {tier.En} ({limit}) stands too.");
        }

        return cell.Pending == PendingDelay.On
            ? new($"更高一级 {tier.Zh}（{limit}）延时未到。", $"Not yet {tier.En} ({limit}): its on-delay is running.")
            : new($"未达到更高一级 {tier.Zh}（{limit}）。", $"Not {tier.En}: its limit {limit} is not reached.");
    }

    private static LocalizedText TierName(WarningTier tier) => tier switch
    {
        WarningTier.Blue => new("蓝色（IV 级）", "blue (IV)"),
        WarningTier.Yellow => new("黄色（III 级）", "yellow (III)"),
        WarningTier.Orange => new("橙色（II 级）", "orange (II)"),
        WarningTier.Red => new("红色（I 级）", "red (I)"),
        _ => new("无预警", "no warning"),
    };
}
