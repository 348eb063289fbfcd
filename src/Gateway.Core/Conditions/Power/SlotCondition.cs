using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// A condition on quarter-hour mean power. Every quarter is judged once, when it has ended, and its verdict stands until the next; a quarter with less
/// than 75 % measured holds and breaks no run of quarters. A power anomaly is a suspicion: the texts say so and ask for a check on the spot
/// (domain rule 4.3).
/// </summary>
public abstract record SlotCondition : Condition
{
    /// <summary>Default: local time of China, Saturday and Sunday rest.</summary>
    public SiteCalendar Calendar { get; init; } = new();

    /// <summary>Quarters in a row beyond before it is abnormal, 1 or more.</summary>
    public int Slots { get; init; } = 2;

    /// <summary>Times that must not be learned from and are not judged, for example announced outages.</summary>
    public ValueList<TimePeriod> Excluded { get; init; } = [];

    public override bool NeedsNumber => true;

    public sealed override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Comparator.IsUsable(sample))
        {
            return ConditionVerdict.Hold;
        }

        var history = (SlotHistory)memory.Window!;
        var good = sample.Quality.IsGood();
        if (history.Meter.Give(sample.Time, sample.Value, good))
        {
            while (history.Meter.TakeEnded(out var slot))
            {
                JudgeEnded(slot, history);
            }
        }

        return history.Verdict == ConditionVerdict.Normal && !good ? ConditionVerdict.Hold : history.Verdict;
    }

    private void JudgeEnded(in PowerSlot slot, SlotHistory history)
    {
        history.Enter(slot, Calendar);
        if (IsIn(Excluded, slot.Start))
        {
            history.DayIsFlagged = true;
            history.Streak = 0;
            history.Verdict = ConditionVerdict.Normal;
            return;
        }

        if (!slot.IsKnown)
        {
            history.Verdict = ConditionVerdict.Hold;
            return;
        }

        history.Note(slot, Calendar);
        var verdict = JudgeSlot(slot, history);
        history.DayIsFlagged |= verdict == ConditionVerdict.Abnormal;
        history.Verdict = verdict == ConditionVerdict.Normal && !slot.IsSure ? ConditionVerdict.Hold : verdict;
    }

    /// <summary>Counts the run of quarters.</summary>
    private protected ConditionVerdict Count(bool beyond, SlotHistory history)
    {
        history.Streak = beyond ? history.Streak + 1 : 0;
        return history.Streak >= Slots ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;
    }

    private protected static bool IsIn(ValueList<TimePeriod> periods, long time)
    {
        foreach (var period in periods.Span)
        {
            if (period.Contains(time))
            {
                return true;
            }
        }

        return false;
    }

    private protected TimeSpan SlotTime => TimeSpan.FromTicks(Slots * PowerSlot.Length);

    private protected abstract ConditionVerdict JudgeSlot(in PowerSlot slot, SlotHistory history);
}
