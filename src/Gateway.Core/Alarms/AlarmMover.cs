using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>Moves alarms from state to state: delays, freezing, latching, and the point's tier that follows from them.</summary>
internal static class AlarmMover
{
    /// <summary>Brings one verdict of event time <paramref name="time"/> to one alarm. True when the alarm changed state.</summary>
    public static bool Apply(PartitionState state, int slot, int cell, ConditionVerdict verdict, long time, in TransitionSink sink)
    {
        var moved = verdict switch
        {
            ConditionVerdict.Abnormal => ApplyAbnormal(state, slot, cell, time, sink),
            ConditionVerdict.Normal => ApplyNormal(state, slot, cell, time, sink),
            _ => ApplyHold(ref state.Cells[cell]),
        };
        // While an alarm stands its silence is not on the schedule; from now on it may be again.
        Schedule(state, slot, state.Conditions[cell].SilenceDeadline(state.Cells[cell].Memory));
        return moved;
    }

    /// <summary>Takes one step of the life cycle; false when the state does not allow it.</summary>
    public static bool Move(
        PartitionState state, int slot, int cell, AlarmEvent happened, long time, in TransitionSink sink, string? actor = null, string? note = null)
    {
        ref var alarm = ref state.Cells[cell];
        if (AlarmLifecycle.Next(alarm.State, happened, state.Conditions[cell].Latch) is not { } next)
        {
            return false;
        }

        var from = alarm.State;
        // One tick apart at least, so that ids stay unique however the source's clock jumps.
        alarm.Changed = Math.Max(time, alarm.Changed + 1);
        alarm.State = next;
        if (happened == AlarmEvent.Raised)
        {
            alarm.Raised = alarm.Changed;
        }

        if (happened is AlarmEvent.Raised or AlarmEvent.ReturnedToNormal)
        {
            alarm.Pending = PendingDelay.None;
        }

        sink.Transitions.Add(Describe(state, slot, cell, happened, from, sink.Now, actor, note));
        return true;
    }

    /// <summary>Tells people once when the tier of the point changed by the transitions from index <paramref name="first"/> on.</summary>
    public static void Settle(PartitionState state, int slot, int first, in TransitionSink sink)
    {
        ref var point = ref state.Points[slot];
        var tier = HighestStanding(state, point);
        if (tier == point.Tier || sink.Transitions.Count == first)
        {
            return;
        }

        var from = point.Tier;
        var cause = Cause(sink.Transitions, first, from, tier);
        point.Tier = tier;
        point.LastWarning = Math.Max(cause.EventTime, point.LastWarning + 1);
        sink.Warnings.Add(new WarningEvent
        {
            Id = $"{cause.PointId}@{point.LastWarning}/{tier}", Point = state.Plans[slot].Point, From = from, To = tier,
            EventTime = point.LastWarning, ReceivedTime = sink.Received, DecidedTime = sink.Now, Cause = cause,
        });
    }

    public static WarningTier HighestStanding(PartitionState state, in PointState point)
    {
        // Cells lie grave first.
        for (var cell = point.First; cell < point.First + point.Count; cell++)
        {
            if (state.Cells[cell].State.IsStanding())
            {
                return state.Conditions[cell].Tier;
            }
        }

        return WarningTier.None;
    }

    private static bool ApplyAbnormal(PartitionState state, int slot, int cell, long time, in TransitionSink sink)
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
            return Move(state, slot, cell, AlarmEvent.Raised, time, sink);
        }

        Schedule(state, slot, deadline);
        return false;
    }

    private static bool ApplyNormal(PartitionState state, int slot, int cell, long time, in TransitionSink sink)
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
            return Move(state, slot, cell, AlarmEvent.ReturnedToNormal, time, sink);
        }

        Schedule(state, slot, deadline);
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

    private static void Schedule(PartitionState state, int slot, long deadline)
    {
        ref var point = ref state.Points[slot];
        point.Due = Math.Min(point.Due, deadline);
    }

    private static AlarmTransition Describe(
        PartitionState state, int slot, int cell, AlarmEvent happened, AlarmState from, long now, string? actor, string? note)
    {
        ref readonly var alarm = ref state.Cells[cell];
        var point = state.Plans[slot].Point;
        var id = state.AlarmId(slot, cell);
        return new AlarmTransition
        {
            Id = $"{id}@{alarm.Changed}/{happened}", AlarmId = id, Point = point.Index, PointId = point.Id,
            Kind = state.Conditions[cell].Kind, Tier = state.Conditions[cell].Tier, Event = happened, From = from, To = alarm.State,
            EventTime = alarm.Changed, DecidedTime = now, Actor = actor, Reason = ReasonWriter.Write(state, slot, cell, happened, note),
        };
    }

    private static AlarmTransition Cause(List<AlarmTransition> transitions, int first, WarningTier from, WarningTier to)
    {
        for (var i = first; to > from && i < transitions.Count; i++)
        {
            if (transitions[i].Event == AlarmEvent.Raised && transitions[i].Tier == to)
            {
                return transitions[i];
            }
        }

        for (var i = transitions.Count - 1; i >= first; i--)
        {
            if (transitions[i].Event != AlarmEvent.Raised)
            {
                return transitions[i];
            }
        }

        return transitions[^1];
    }
}
