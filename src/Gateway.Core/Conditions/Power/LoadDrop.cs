using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// All load gone at once in production hours of a work day: a fall by more than <see cref="Share"/> within a quarter that stays for
/// <see cref="SlotCondition.Slots"/> quarters (domain rule 4.3: accident, or trip). Announced outages are <see cref="SlotCondition.Excluded"/>. Ends
/// when the load is back or the day is over.
/// </summary>
public sealed record LoadDrop : SlotCondition
{
    /// <summary>0 to 1. Default 0.8.</summary>
    public double Share { get; init; } = 0.8;

    /// <summary>Loads below this, in the point's unit, may come and go. Default 0.</summary>
    public double LeastLoad { get; init; }

    /// <summary>Production hours by the local clock: the fall must begin in them. Default 08:00.</summary>
    public TimeSpan ProductionFrom { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Default 17:00.</summary>
    public TimeSpan ProductionUntil { get; init; } = TimeSpan.FromHours(17);

    public override ConditionKind Kind => ConditionKind.LoadDrop;

    public override double Threshold => Share;

    public override ConditionMemory Begin(long now) => new() { Window = new LoadDropHistory() };

    private protected override ConditionVerdict JudgeSlot(in PowerSlot slot, SlotHistory history)
    {
        var drop = (LoadDropHistory)history;
        var day = Calendar.DayOf(slot.Start);
        if (!double.IsNaN(drop.Before) && drop.StreakDay != day)
        {
            drop.Before = double.NaN;
        }

        if (double.IsNaN(drop.Before) && IsFall(slot, drop, day))
        {
            (drop.Before, drop.StreakDay) = (drop.Recent(slot.Start), day);
        }

        var isDown = !double.IsNaN(drop.Before) && IsDown(slot.Mean, drop.Before);
        drop.Before = isDown ? drop.Before : double.NaN;
        drop.Push(slot);
        drop.Figure = slot.Mean;
        drop.Against = isDown ? drop.Before : drop.Against;
        return Count(isDown, history);
    }

    private bool IsFall(in PowerSlot slot, LoadDropHistory drop, int day)
    {
        var before = drop.Recent(slot.Start);
        return before > 0 && before >= LeastLoad && IsDown(slot.Mean, before)
            && Calendar.TypeOf(day) == DayType.Work && Calendar.IsBetween(slot.Start, ProductionFrom, ProductionUntil);
    }

    private bool IsDown(double power, double before) => power < (1 - Share) * before;

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var history = (LoadDropHistory)memory.Window!;
        var power = LimitWords.Number(history.Figure, point.Unit);
        var before = LimitWords.Number(history.Against, point.Unit);
        var time = LimitWords.Span(SlotTime);
        var share = LimitWords.Percent(Share);
        return happened == AlarmEvent.Raised
            ? PowerWords.Suspected(new(
                $"事故停机或跳闸：生产时段功率由 {before} 骤降至 {power}，降幅超过 {share}，持续 {time.Zh}，且无停电通知",
                $"accident or trip: power in production hours fell from {before} to {power}, by more than {share}, for {time.En} and without outage notice"))
            : PowerWords.Over(new($"功率为 {power}", $"power is {power}"));
    }
}
