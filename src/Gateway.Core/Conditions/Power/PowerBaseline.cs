using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// More power than usual for this quarter of this type of day: P above median + <see cref="Sigmas"/> x 1.4826 MAD of the last valid days for
/// <see cref="SlotCondition.Slots"/> quarters in a row (domain rule 4.3: over-load, over-capacity). Holds while it learns. Days on which it was
/// abnormal are not learned from, so a lasting change stays abnormal until the rule is changed.
/// </summary>
public sealed record PowerBaseline : SlotCondition
{
    public PowerBaseline() => Slots = 4;

    /// <summary>Above 0. Default 4.</summary>
    public double Sigmas { get; init; } = 4;

    /// <summary>Least spread as a share of the median, so that an even load does not alarm on nothing. Default 0.02 [P].</summary>
    public double LeastSpread { get; init; } = 0.02;

    /// <summary>Days of each type looked back, 14 to 90. Default 60.</summary>
    public int MostDays { get; init; } = 60;

    /// <summary>Valid days of a type before it is judged. Default 14.</summary>
    public int LeastDays { get; init; } = 14;

    public override ConditionKind Kind => ConditionKind.PowerBaseline;

    public override ConditionMemory Begin(long now) => new() { Window = new BaselineHistory(MostDays, LeastDays) };

    private protected override ConditionVerdict JudgeSlot(in PowerSlot slot, SlotHistory history)
    {
        var type = Calendar.TypeOf(Calendar.DayOf(slot.Start));
        var (median, spread) = ((BaselineHistory)history).Of(type, SlotHistory.SlotOfDay(slot.Start, Calendar));
        if (double.IsNaN(median))
        {
            return ConditionVerdict.Hold;
        }

        history.Figure = slot.Mean;
        history.Against = median + (Sigmas * Math.Max(spread, LeastSpread * Math.Abs(median)));
        return Count(slot.Mean > history.Against, history);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var history = (BaselineHistory)memory.Window!;
        var power = LimitWords.Number(history.Figure, point.Unit);
        var limit = LimitWords.Number(history.Against, point.Unit);
        if (happened != AlarmEvent.Raised)
        {
            return PowerWords.Over(new($"15 分钟平均功率 {power} 不再超过 {limit}", $"15 min mean power {power} is no longer above {limit}"));
        }

        var time = LimitWords.Span(SlotTime);
        return PowerWords.Suspected(new(
            $"超负荷或超能力生产：15 分钟平均功率 {power} 超过同类日同时段基线 {limit}（中位数加 {Sigmas:0.##} 倍稳健标准差），持续 {time.Zh}",
            $"over-load or over-capacity: 15 min mean power {power} above {limit}, the baseline of this time of such days (median + "
                + $"{Sigmas:0.##} robust standard deviations), for {time.En}"));
    }
}
