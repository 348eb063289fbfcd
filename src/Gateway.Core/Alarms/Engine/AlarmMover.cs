using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms.Engine;

/// <summary>Moves alarms from state to state: delays, freezing, latching, silencing.</summary>
internal static class AlarmMover
{
    /// <summary>Brings one verdict of time <paramref name="time"/> to one alarm. True when the alarm changed state.</summary>
    public static bool Apply(SiteState state, int slot, int cell, ConditionVerdict verdict, long time, in TransitionSink sink)
    {
        var moved = verdict switch
        {
            ConditionVerdict.Abnormal => ApplyAbnormal(state, slot, cell, time, sink),
            ConditionVerdict.Normal => ApplyNormal(state, slot, cell, time, sink),
            _ => ApplyHold(ref state.Cells[cell]),
        };
        // While an alarm stands its silence is not on the schedule; from now on it may be again.
        Schedule(state, slot, cell, state.Conditions[cell].SilenceDeadline(state.Cells[cell].Memory));
        return moved;
    }

    /// <summary>Takes one step of the life cycle; false when the state does not allow it.</summary>
    public static bool Move(SiteState state, int slot, int cell, in Step step, long time, in TransitionSink sink)
    {
        ref var alarm = ref state.Cells[cell];
        ref var history = ref state.Histories[cell];
        var from = alarm.Standing;
        if (AlarmLifecycle.Next(from, step.Event, step.Veil, state.Conditions[cell].Latch) is not { } next)
        {
            return false;
        }

        // One tick apart at least, so that ids stay unique however the source's clock jumps.
        history.Changed = Math.Max(time, history.Changed + 1);
        (alarm.State, alarm.Veils) = (next.Underlying, next.Veils);
        if (step.Event is AlarmEvent.Raised or AlarmEvent.ReturnedToNormal)
        {
            alarm.Pending = PendingDelay.None;
        }

        Remember(ref history, from, next, step, sink.Received);
        ScheduleClock(state, slot, Math.Min(ReAlarmDeadline(state, cell), history.Veils?.FirstEnd ?? long.MaxValue));
        sink.Transitions.Add(Describe(state, slot, cell, step, from, sink));
        if (next.Underlying == AlarmState.Normal)
        {
            history.Occurrence = 0;
        }

        return true;
    }

    /// <summary>Our clock at which an acknowledged alarm asks for attention again.</summary>
    public static long ReAlarmDeadline(SiteState state, int cell)
    {
        ref readonly var alarm = ref state.Cells[cell];
        return state.Options.ReAlarmAfter is { } after && alarm.State == AlarmState.Acknowledged && alarm.Veils == Veils.None
            ? state.Histories[cell].Acknowledged + after.Ticks
            : long.MaxValue;
    }

    public static void ScheduleClock(SiteState state, int slot, long deadline)
    {
        ref var point = ref state.Points[slot];
        point.ClockDue = Math.Min(point.ClockDue, deadline);
    }

    private static void Remember(ref AlarmHistory history, AlarmStanding from, AlarmStanding next, in Step step, long clock)
    {
        if (step.Event == AlarmEvent.Raised)
        {
            history.Raised = history.Changed;
            history.Occurrence = from.Underlying == AlarmState.Normal ? history.Changed : history.Occurrence;
        }

        if (step.Event == AlarmEvent.AcknowledgedByPerson)
        {
            history.Acknowledged = clock;
        }

        if (next.Veils > from.Veils)
        {
            history.Veils = VeilBook.With(
                history.Veils, new VeilGrant(step.Veil, step.Actor, step.Approver, step.Note, step.Until ?? long.MaxValue));
        }
        else if (next.Veils < from.Veils)
        {
            history.Veils = next.Veils == Veils.None ? null : VeilBook.Without(history.Veils, step.Veil);
        }
    }

    private static bool ApplyAbnormal(SiteState state, int slot, int cell, long time, in TransitionSink sink)
    {
        ref var alarm = ref state.Cells[cell];
        if (alarm.IsAbnormal)
        {
            alarm.Pending = PendingDelay.None;
            return false;
        }

        if (alarm.Pending != PendingDelay.On)
        {
            alarm.Pending = PendingDelay.On;
            alarm.Since = time;
        }

        alarm.Frozen = false;
        var deadline = alarm.Since + state.Conditions[cell].OnDelay.Ticks;
        if (time >= deadline)
        {
            return Move(state, slot, cell, new Step(AlarmEvent.Raised), time, sink);
        }

        Schedule(state, slot, cell, deadline);
        return false;
    }

    private static bool ApplyNormal(SiteState state, int slot, int cell, long time, in TransitionSink sink)
    {
        ref var alarm = ref state.Cells[cell];
        if (!alarm.IsAbnormal)
        {
            alarm.Pending = PendingDelay.None;
            return false;
        }

        if (alarm.Pending != PendingDelay.Off)
        {
            alarm.Pending = PendingDelay.Off;
            alarm.Since = time;
        }

        var deadline = alarm.Since + state.Conditions[cell].OffDelay.Ticks;
        if (time >= deadline)
        {
            return Move(state, slot, cell, new Step(AlarmEvent.ReturnedToNormal), time, sink);
        }

        Schedule(state, slot, cell, deadline);
        return false;
    }

    private static bool ApplyHold(ref AlarmCell alarm)
    {
        alarm.Frozen = alarm.Pending == PendingDelay.On;
        if (alarm.Pending == PendingDelay.Off)
        {
            alarm.Pending = PendingDelay.None;
        }

        return false;
    }

    private static void Schedule(SiteState state, int slot, int cell, long deadline)
    {
        ref var point = ref state.Points[slot];
        if (cell < point.OwnEnd)
        {
            point.Due = Math.Min(point.Due, deadline);
        }
        else
        {
            point.ClockDue = Math.Min(point.ClockDue, deadline);
        }
    }

    private static AlarmTransition Describe(SiteState state, int slot, int cell, in Step step, AlarmStanding from, in TransitionSink sink)
    {
        ref readonly var history = ref state.Histories[cell];
        var to = state.Cells[cell].Standing;
        var point = state.Plans[slot].Point;
        var id = state.AlarmId(slot, cell);
        return new AlarmTransition
        {
            Id = $"{id}@{history.Changed}/{step.Event}", AlarmId = id, Point = point.Index, PointId = point.Id,
            Kind = state.Conditions[cell].Kind, Tier = state.Conditions[cell].Tier, Event = step.Event, From = from.Shown, To = to.Shown,
            EventTime = history.Changed, DecidedTime = sink.Now, Actor = step.Actor, Approver = step.Approver, Note = step.Note,
            Until = step.Until, Occurrence = history.Occurrence, IsAbnormal = AlarmLifecycle.IsAbnormal(to.Underlying),
            Underlying = to.Veils == Veils.None ? null : to.Underlying, Veils = to.Veils,
            Reason = ReasonWriter.Write(state, slot, cell, step, sink.Received),
        };
    }
}
