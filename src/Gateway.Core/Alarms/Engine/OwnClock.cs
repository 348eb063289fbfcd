using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Engine;

/// <summary>What happens when a clock does not simply go on: ours or a source's was set, or we were not running.</summary>
internal static class OwnClock
{
    /// <summary>Whether a reading older than the last one means that the source's clock was set back, and not that it is late.</summary>
    public static bool IsSetBack(in PointState point, in Sample sample) =>
        sample.Received - point.LastReceived > SiteEvaluator.ClockSetBackAfter.Ticks
        // Right after our own clock went back, a source that is stamped by it does too; what is old by the new clock is late.
        || (point.ClockStepped && sample.Received - sample.Time <= SiteEvaluator.ClockStepAfter.Ticks);

    /// <summary>
    /// Right after our clock was set forward, a reading whose time jumped with it comes from a source stamped by ours: what the point's alarms remember goes along.
    /// A source with a clock of its own goes on as before.
    /// </summary>
    public static void FollowForward(SiteState state, int slot, in Sample sample)
    {
        ref var point = ref state.Points[slot];
        var by = sample.Time - (sample.Received - point.Offset);
        if (!point.ClockStepped || by <= SiteEvaluator.ClockStepAfter.Ticks || sample.Received - sample.Time > SiteEvaluator.ClockStepAfter.Ticks)
        {
            return;
        }

        DeadlineRunner.ShiftClock(state, point.First, point.OwnEnd, by);
        point.Offset = Math.Max(0, sample.Received - sample.Time);
        DeadlineRunner.Refresh(state, slot);
    }

    /// <summary>Our own clock was set: all that runs by it goes on from where it stood. Nothing that silences gets longer.</summary>
    public static void Step(SiteState state, long by)
    {
        for (var slot = 0; slot < state.Points.Length; slot++)
        {
            ref var point = ref state.Points[slot];
            point.ClockStepped = point.Seen;
            if (point.Seen)
            {
                (point.Offset, point.LastReceived) = (point.Offset + by, point.LastReceived + by);
            }

            // A point never heard of has no clock but ours.
            DeadlineRunner.ShiftClock(state, point.Seen ? point.OwnEnd : point.First, point.End, by);
            ShiftHistories(state, point, by);
            DeadlineRunner.Refresh(state, slot);
        }
    }

    /// <summary>We were not running until <paramref name="clock"/>: the time between proves nothing.</summary>
    public static void Skip(SiteState state, long clock)
    {
        for (var slot = 0; slot < state.Points.Length; slot++)
        {
            ref var point = ref state.Points[slot];
            for (var cell = point.First; cell < point.End; cell++)
            {
                SkipCell(state, cell, clock, cell < point.OwnEnd ? point.Offset : 0);
            }

            point.Last = point.Last with { Quality = point.Last.Quality.Worse(Quality.LastKnown) };
            DeadlineRunner.Refresh(state, slot);
        }
    }

    private static void SkipCell(SiteState state, int cell, long clock, long offset)
    {
        ref var alarm = ref state.Cells[cell];
        alarm.Frozen = alarm.Pending == PendingDelay.On;
        alarm.Pending = alarm.Pending == PendingDelay.Off ? PendingDelay.None : alarm.Pending;
        state.Conditions[cell].Skip(state.Clock - offset, clock - offset, ref alarm.Memory);
    }

    private static void ShiftHistories(SiteState state, in PointState point, long by)
    {
        for (var cell = point.First; cell < point.End; cell++)
        {
            ref var history = ref state.Histories[cell];
            history.Acknowledged += by;
            history.Rechecked += history.Rechecked == long.MinValue ? 0 : by;
            history.Veils = history.Veils?.Shift(by);
        }
    }
}
