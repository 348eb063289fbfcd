using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>Production at hours for which no shift was declared: u above <see cref="Utilisation"/> (domain rule 4.3). Other hours are normal.</summary>
public sealed record UndeclaredUse : UtilisationCondition
{
    /// <summary>By the local clock. Default 22:00.</summary>
    public TimeSpan From { get; init; } = TimeSpan.FromHours(22);

    /// <summary>By the local clock, may lie after midnight. Default 06:00.</summary>
    public TimeSpan Until { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Above 0 to 1. Default 0.3.</summary>
    public double Utilisation { get; init; } = 0.3;

    /// <summary>Shifts that were declared.</summary>
    public ValueList<TimePeriod> Declared { get; init; } = [];

    public override ConditionKind Kind => ConditionKind.Undeclared;

    public override double Threshold => Utilisation;

    private protected override ConditionVerdict JudgeSlot(in PowerSlot slot, SlotHistory history)
    {
        if (!Calendar.IsBetween(slot.Start, From, Until) || IsIn(Declared, slot.Start))
        {
            history.Streak = 0;
            return ConditionVerdict.Normal;
        }

        var levels = Levels(history);
        if (!levels.AreKnown)
        {
            return ConditionVerdict.Hold;
        }

        history.Figure = levels.UtilisationOf(slot.Mean);
        history.Against = slot.Mean;
        return Count(history.Figure > Utilisation, history);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var history = (LevelHistory)memory.Window!;
        var use = LimitWords.Percent(history.Figure);
        var limit = LimitWords.Percent(Utilisation);
        var power = LimitWords.Number(history.Against, point.Unit);
        if (happened != AlarmEvent.Raised)
        {
            return PowerWords.Over(new("未申报时段生产的迹象已消失", "signs of undeclared production are gone"));
        }

        var time = LimitWords.Span(SlotTime);
        return PowerWords.Suspected(new(
            $"未申报时段（{From:hh\\:mm}-{Until:hh\\:mm}）生产：15 分钟平均功率 {power}，负荷率 {use} 超过 {limit}，持续 {time.Zh}",
            $"production at undeclared hours ({From:hh\\:mm}-{Until:hh\\:mm}): 15 min mean power {power}, utilisation {use} above {limit} for {time.En}"));
    }
}
