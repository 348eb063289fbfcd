using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms;

/// <summary>
/// Lets event time pass for one point: delays that run out and silence that becomes too long, earliest first, each stamped
/// with its own deadline. Whether the timer beats fast or slow, the same deadlines give the same transitions.
/// </summary>
internal static class DeadlineRunner
{
    /// <summary>Fires everything due up to and including <paramref name="until"/> (event time), then computes the next deadline.</summary>
    public static void Run(PartitionState state, int slot, long until, in TransitionSink sink)
    {
        ref var point = ref state.Points[slot];
        while (true)
        {
            var next = Earliest(state, point);
            if (next > until || next == long.MaxValue)
            {
                point.Due = next;
                Reschedule(state, slot);
                return;
            }

            var first = sink.Transitions.Count;
            FireSilence(state, slot, next, sink);
            FireDelays(state, slot, next, sink);
            AlarmMover.Settle(state, slot, first, sink);
        }
    }

    /// <summary>Carries the point's deadline over to our clock. Returns it.</summary>
    public static long Reschedule(PartitionState state, int slot)
    {
        ref readonly var point = ref state.Points[slot];
        return state.Wake[slot] = point.Due > long.MaxValue - point.Offset ? long.MaxValue : point.Due + point.Offset;
    }

    /// <summary>Moves what a point remembers of event time onto a clock that was set; times that have run so far stay as long as they are.</summary>
    public static void ShiftClock(PartitionState state, int slot, long by)
    {
        ref readonly var point = ref state.Points[slot];
        for (var cell = point.First; cell < point.First + point.Count; cell++)
        {
            ref var alarm = ref state.Cells[cell];
            alarm.Since += by;
            if (alarm.Memory.Time is > 0 and < long.MaxValue)
            {
                alarm.Memory.Time += by;
            }
        }
    }

    private static long Earliest(PartitionState state, in PointState point)
    {
        var earliest = long.MaxValue;
        for (var cell = point.First; cell < point.First + point.Count; cell++)
        {
            earliest = Math.Min(earliest, Math.Min(DelayDeadline(state, cell), SilenceDeadline(state, cell)));
        }

        return earliest;
    }

    private static long DelayDeadline(PartitionState state, int cell)
    {
        ref readonly var alarm = ref state.Cells[cell];
        return alarm.Pending switch
        {
            PendingDelay.On when !alarm.Frozen => alarm.Since + state.Conditions[cell].OnDelay.Ticks,
            PendingDelay.Off => alarm.Since + state.Conditions[cell].OffDelay.Ticks,
            _ => long.MaxValue,
        };
    }

    private static long SilenceDeadline(PartitionState state, int cell)
    {
        ref readonly var alarm = ref state.Cells[cell];
        var silenceChangesNothing = alarm.IsAbnormal ? alarm.Pending != PendingDelay.Off : alarm.Pending == PendingDelay.On && !alarm.Frozen;
        return silenceChangesNothing ? long.MaxValue : state.Conditions[cell].SilenceDeadline(alarm.Memory);
    }

    private static void FireSilence(PartitionState state, int slot, long time, in TransitionSink sink)
    {
        ref readonly var point = ref state.Points[slot];
        for (var cell = point.First; cell < point.First + point.Count; cell++)
        {
            if (SilenceDeadline(state, cell) <= time)
            {
                AlarmMover.Apply(state, slot, cell, ConditionVerdict.Abnormal, time, sink);
                KeepStanding(state, point);
            }
        }
    }

    // Silence is never normal: a point that fell silent while its alarm was about to clear stays in alarm.
    private static void KeepStanding(PartitionState state, in PointState point)
    {
        for (var cell = point.First; cell < point.First + point.Count; cell++)
        {
            ref var alarm = ref state.Cells[cell];
            if (alarm.Pending == PendingDelay.Off)
            {
                alarm.Pending = PendingDelay.None;
            }
        }
    }

    private static void FireDelays(PartitionState state, int slot, long time, in TransitionSink sink)
    {
        ref readonly var point = ref state.Points[slot];
        for (var cell = point.First; cell < point.First + point.Count; cell++)
        {
            if (DelayDeadline(state, cell) <= time)
            {
                var raised = state.Cells[cell].Pending == PendingDelay.On;
                AlarmMover.Move(state, slot, cell, raised ? AlarmEvent.Raised : AlarmEvent.ReturnedToNormal, time, sink);
            }
        }
    }
}
