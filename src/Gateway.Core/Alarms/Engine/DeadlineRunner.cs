using Gateway.Core.Alarms.Joint;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms.Engine;

/// <summary>
/// Lets time pass: delays that run out, silence that becomes too long, silencing that ends, earliest first, each stamped with its own
/// deadline. Whether the timer beats fast or slow, the same deadlines give the same transitions in the same order.
/// </summary>
internal static class DeadlineRunner
{
    /// <summary>Fires all that is due up to and including our clock <paramref name="now"/>, over all points in the order of deadline, then slot.</summary>
    public static void Elapse(SiteState state, long now, in TransitionSink sink)
    {
        var queue = state.Queue;
        while (queue.TopKey <= now)
        {
            var slot = queue.TopSlot;
            var wake = state.Wake[slot];
            if (wake > queue.TopKey)
            {
                queue.PostponeTop(wake);
                continue;
            }

            Fire(state, slot, wake - state.Points[slot].Offset, sink with { Received = wake });
        }
    }

    /// <summary>Fires what a point's own clock makes due, up to and including event time <paramref name="until"/>.</summary>
    public static void RunOwn(SiteState state, int slot, long until, in TransitionSink sink)
    {
        ref var point = ref state.Points[slot];
        while (point.Due <= until)
        {
            Fire(state, slot, until, sink);
        }
    }

    /// <summary>Finds the next deadlines of a point anew.</summary>
    public static void Refresh(SiteState state, int slot)
    {
        ref var point = ref state.Points[slot];
        point.Due = Earliest(state, point);
        point.Ahead = NewestWatched(state, point);
        point.ClockDue = ClockDeadlines.Earliest(state, point);
        Reschedule(state, slot);
    }

    /// <summary>Carries the point's deadlines over to our clock.</summary>
    public static void Reschedule(SiteState state, int slot)
    {
        ref readonly var point = ref state.Points[slot];
        var wake = Math.Min(point.Due == long.MaxValue ? long.MaxValue : point.Due + point.Offset, point.ClockDue);
        state.Wake[slot] = wake;
        if (wake < state.Queue.KeyOf(slot))
        {
            state.Queue.Advance(slot, wake);
        }
    }

    /// <summary>Moves what the alarms [first, end) remember onto a clock that was set; times that have run so far stay as long as they are.</summary>
    public static void ShiftClock(SiteState state, int first, int end, long by)
    {
        for (var cell = first; cell < end; cell++)
        {
            ref var alarm = ref state.Cells[cell];
            alarm.Since += by;
            alarm.Memory.Window?.ShiftClock(by);
            if (alarm.Memory.Time is > 0 and < long.MaxValue)
            {
                alarm.Memory.Time += by;
            }
        }
    }

    // The one earliest moment, by whichever clock it comes first.
    private static void Fire(SiteState state, int slot, long until, in TransitionSink sink)
    {
        ref readonly var point = ref state.Points[slot];
        var own = Earliest(state, point);
        var clock = ClockDeadlines.Earliest(state, point);
        var first = sink.Transitions.Count;
        if (own <= until && own != long.MaxValue && (own + point.Offset <= clock || clock > sink.Received))
        {
            FireSilence(state, slot, own, sink);
            FireDelays(state, slot, own, sink);
            TierBook.FollowSilence(state, slot);
        }
        else if (clock <= sink.Received)
        {
            ClockDeadlines.Fire(state, slot, clock, sink);
        }

        TierBook.Settle(state, slot, first, sink);
        Refresh(state, slot);
        JointRunner.Drain(state, sink);
    }

    private static long Earliest(SiteState state, in PointState point)
    {
        var earliest = long.MaxValue;
        for (var cell = point.First; cell < point.OwnEnd; cell++)
        {
            earliest = Math.Min(earliest, Math.Min(DelayDeadline(state, cell), SilenceDeadline(state, cell)));
        }

        return earliest;
    }

    private static long NewestWatched(SiteState state, in PointState point)
    {
        var newest = long.MinValue;
        for (var cell = point.First; cell < point.OwnEnd; cell++)
        {
            ref readonly var memory = ref state.Cells[cell].Memory;
            newest = state.Conditions[cell].SilenceDeadline(memory) == long.MaxValue ? newest : Math.Max(newest, memory.Time);
        }

        return newest;
    }

    /// <summary>When the running delay of an alarm ends; <see cref="long.MaxValue"/> when none runs.</summary>
    public static long DelayDeadline(SiteState state, int cell)
    {
        ref readonly var alarm = ref state.Cells[cell];
        return alarm.Pending switch
        {
            PendingDelay.On when !alarm.Frozen => alarm.Since + state.Conditions[cell].OnDelay.Ticks,
            PendingDelay.Off => alarm.Since + state.Conditions[cell].OffDelay.Ticks,
            _ => long.MaxValue,
        };
    }

    private static long SilenceDeadline(SiteState state, int cell)
    {
        ref readonly var alarm = ref state.Cells[cell];
        var silenceChangesNothing = alarm.IsAbnormal ? alarm.Pending != PendingDelay.Off : alarm.Pending == PendingDelay.On && !alarm.Frozen;
        return silenceChangesNothing ? long.MaxValue : state.Conditions[cell].SilenceDeadline(alarm.Memory);
    }

    private static void FireSilence(SiteState state, int slot, long time, in TransitionSink sink)
    {
        ref readonly var point = ref state.Points[slot];
        for (var cell = point.First; cell < point.OwnEnd; cell++)
        {
            if (SilenceDeadline(state, cell) <= time)
            {
                AlarmMover.Apply(state, slot, cell, ConditionVerdict.Abnormal, time, sink);
                KeepStanding(state, point);
            }
        }
    }

    // Silence is never normal: a point that fell silent while its alarm was about to clear stays in alarm.
    private static void KeepStanding(SiteState state, in PointState point)
    {
        for (var cell = point.First; cell < point.OwnEnd; cell++)
        {
            ref var alarm = ref state.Cells[cell];
            if (alarm.Pending == PendingDelay.Off)
            {
                alarm.Pending = PendingDelay.None;
            }
        }
    }

    private static void FireDelays(SiteState state, int slot, long time, in TransitionSink sink)
    {
        ref readonly var point = ref state.Points[slot];
        for (var cell = point.First; cell < point.OwnEnd; cell++)
        {
            if (DelayDeadline(state, cell) <= time)
            {
                EndDelay(state, slot, cell, time, sink);
            }
        }
    }

    public static void EndDelay(SiteState state, int slot, int cell, long time, in TransitionSink sink)
    {
        var raised = state.Cells[cell].Pending == PendingDelay.On;
        AlarmMover.Move(state, slot, cell, new Step(raised ? AlarmEvent.Raised : AlarmEvent.ReturnedToNormal), time, sink);
    }
}
