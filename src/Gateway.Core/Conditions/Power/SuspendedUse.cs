using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Production while it is suspended by order (domain rules 4.3, 9.4). Without <see cref="Utilisation"/>: P above S + max(3 s, 0.15 (R - S)). With it:
/// u above it. Ventilation, drainage, fire pumps and cold stores that may run are taken off as <see cref="Exempt"/>. Outside the orders
/// everything is normal; days under an order are not learned from.
/// </summary>
public sealed record SuspendedUse : UtilisationCondition
{
    private const double Sigmas = 3;
    private const double LeastShare = 0.15;
    private const int SlotsThatMakeADay = 4;

    /// <summary>The orders in force.</summary>
    public required ValueList<TimePeriod> Suspensions { get; init; }

    /// <summary>Declared power of loads that may run, in the point's unit, 0 or more. Default 0.</summary>
    public double Exempt { get; init; }

    /// <summary>Above 0 to 1; null (the default) = the standby rule.</summary>
    public double? Utilisation { get; init; }

    /// <summary>Also abnormal when an hour was beyond on so many days in succession; 0 (the default) = never.</summary>
    public int Days { get; init; }

    public override ConditionKind Kind => ConditionKind.PowerUnderSuspension;

    public override double Threshold => Utilisation ?? double.NaN;

    private protected override ConditionVerdict JudgeSlot(in PowerSlot slot, SlotHistory history)
    {
        if (!IsIn(Suspensions, slot.Start))
        {
            (history.Streak, history.StreakDays, history.StreakDay) = (0, 0, -1);
            return ConditionVerdict.Normal;
        }

        history.DayIsFlagged = true;
        var levels = Levels(history);
        if (!levels.AreKnown)
        {
            return ConditionVerdict.Hold;
        }

        history.Figure = slot.Mean - Exempt;
        history.Against = Utilisation is { } u
            ? levels.Standby + (u * (levels.Run - levels.Standby))
            : levels.Standby + Math.Max(Sigmas * levels.Spread, LeastShare * (levels.Run - levels.Standby));
        var beyond = history.Figure > history.Against;
        var verdict = Count(beyond, history);
        CountDay(beyond, Calendar.DayOf(slot.Start), history);
        return Days > 0 && beyond && history.StreakDays >= Days ? ConditionVerdict.Abnormal : verdict;
    }

    private static void CountDay(bool beyond, int day, SlotHistory history)
    {
        history.BeyondToday += beyond ? 1 : 0;
        if (history.BeyondToday >= SlotsThatMakeADay && history.StreakDay != day)
        {
            history.StreakDays = history.StreakDay == day - 1 ? history.StreakDays + 1 : 1;
            history.StreakDay = day;
        }
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var history = (LevelHistory)memory.Window!;
        var power = LimitWords.Number(history.Figure, point.Unit);
        var limit = LimitWords.Number(history.Against, point.Unit);
        if (happened != AlarmEvent.Raised)
        {
            return PowerWords.Over(new(
                $"停产停用期间生产的迹象已消失或停产令已到期（最近判定功率 {power}，界限 {limit}）",
                $"no production under suspension is seen any more, or the order has ended (power last judged {power}, limit {limit})"));
        }

        var levels = Levels(history);
        var use = LimitWords.Percent(levels.UtilisationOf(history.Figure));
        var exempt = LimitWords.Number(Exempt, point.Unit);
        var time = LimitWords.Span(SlotTime);
        return PowerWords.Suspected(new(
            $"停产停用期间生产：15 分钟平均功率 {power}（已扣除豁免负荷 {exempt}）超过 {limit}，负荷率 {use}，判定时长 {time.Zh}{DaysText(history).Zh}",
            $"production during a suspension order: 15 min mean power {power} (exempt {exempt} taken off) above {limit}, utilisation {use}, "
                + $"judged over {time.En}{DaysText(history).En}"));
    }

    private LocalizedText DaysText(LevelHistory history) => Days > 0 && history.StreakDays >= Days
        ? new($"，连续 {history.StreakDays} 天", $", on {history.StreakDays} days in succession")
        : new("", "");
}
