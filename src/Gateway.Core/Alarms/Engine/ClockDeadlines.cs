using Gateway.Core.Alarms.Joint;
using Gateway.Core.Alarms.Silencing;

namespace Gateway.Core.Alarms.Engine;

/// <summary>What runs by our clock, not by that of a source: conditions over several points, ends of silencing, re-alarms.</summary>
internal static class ClockDeadlines
{
    public static long Earliest(SiteState state, in PointState point)
    {
        var earliest = long.MaxValue;
        if (point.ClockDue == long.MaxValue)
        {
            // The plain case: nothing runs by our clock.
            return earliest;
        }

        for (var cell = point.First; cell < point.End; cell++)
        {
            var alarm = Math.Min(state.Histories[cell].Veils?.FirstEnd ?? long.MaxValue, AlarmMover.ReAlarmDeadline(state, cell));
            var joint = cell < point.OwnEnd
                ? long.MaxValue
                : Math.Min(DeadlineRunner.DelayDeadline(state, cell), JointRunner.Recheck(state, cell));
            earliest = Math.Min(earliest, Math.Min(alarm, joint));
        }

        return earliest;
    }

    /// <summary>Fires what is due at <paramref name="clock"/>; the caller settles.</summary>
    public static void Fire(SiteState state, int slot, long clock, in TransitionSink sink)
    {
        var at = sink with { Received = clock };
        var point = state.Points[slot];
        for (var cell = point.First; cell < point.End; cell++)
        {
            Suppressor.EndDue(state, slot, cell, clock, at);
            if (AlarmMover.ReAlarmDeadline(state, cell) <= clock)
            {
                AlarmMover.Move(state, slot, cell, new Step(AlarmEvent.ReAlarmed), clock, at);
            }

            if (cell >= point.OwnEnd)
            {
                FireJoint(state, slot, cell, clock, at);
            }
        }
    }

    private static void FireJoint(SiteState state, int slot, int cell, long clock, in TransitionSink sink)
    {
        if (DeadlineRunner.DelayDeadline(state, cell) <= clock)
        {
            DeadlineRunner.EndDelay(state, slot, cell, clock, sink);
        }

        if (JointRunner.Recheck(state, cell) <= clock)
        {
            state.Histories[cell].Rechecked = clock;
            JointRunner.MarkCell(state, cell);
        }
    }
}
