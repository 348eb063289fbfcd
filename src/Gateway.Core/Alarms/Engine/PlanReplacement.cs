using Gateway.Core.Alarms.Joint;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms.Engine;

/// <summary>Carries the state of a site over to a new plan.</summary>
internal static class PlanReplacement
{
    public static SiteState Replace(SiteState old, IReadOnlyList<PointPlan> plans, in TransitionSink sink)
    {
        var state = new SiteState(plans, old.Options, sink.Received) { IsComplete = false };
        var kept = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = 0; slot < plans.Count; slot++)
        {
            kept[plans[slot].Point.Id] = slot;
        }

        for (var slot = 0; slot < old.Plans.Length; slot++)
        {
            var first = sink.Transitions.Count;
            if (kept.TryGetValue(old.Plans[slot].Point.Id, out var now))
            {
                CarryPoint(old, slot, state, now, sink);
                TierBook.Settle(state, now, first, sink);
            }
            else
            {
                WithdrawAll(old, slot, sink);
                TierBook.Settle(old, slot, first, sink);
            }
        }

        Begin(state, sink);
        return state;
    }

    // New joint rules are judged on what is known; whatever was due meanwhile fires in its order.
    private static void Begin(SiteState state, in TransitionSink sink)
    {
        state.IsComplete = true;
        Suppressor.ReconcileAll(state, sink);
        for (var slot = 0; slot < state.Plans.Length; slot++)
        {
            DeadlineRunner.Refresh(state, slot);
        }

        JointRunner.Drain(state, sink);
        DeadlineRunner.Elapse(state, sink.Received, sink);
    }

    private static void CarryPoint(SiteState old, int oldSlot, SiteState state, int slot, in TransitionSink sink)
    {
        ref var to = ref state.Points[slot];
        var from = old.Points[oldSlot];
        (to.LastTime, to.LastReceived, to.Offset, to.ClockStepped) = (from.LastTime, from.LastReceived, from.Offset, from.ClockStepped);
        (to.Last, to.Tier, to.LastWarning) = (from.Last, from.Tier, from.LastWarning);
        (to.ValueTier, to.QualityTier, to.Silent, to.Lost) = (from.ValueTier, from.QualityTier, from.Silent, from.Lost);
        var carried = new bool[to.Count];
        for (var cell = from.First; cell < from.End; cell++)
        {
            var twin = FindTwin(state, to, old.Conditions[cell]);
            if (twin >= 0)
            {
                state.Cells[twin] = old.Cells[cell];
                state.Histories[twin] = old.Histories[cell];
                carried[twin - to.First] = true;
            }
            else if (FindHeir(state, to, old.Conditions[cell], old.Cells[cell]) is >= 0 and var heir && Inherits(state, slot, heir, old.Cells[cell]))
            {
                state.Histories[heir] = old.Histories[cell];
                carried[heir - to.First] = true;
            }
            else
            {
                AlarmMover.Move(old, oldSlot, cell, new Step(AlarmEvent.RuleChanged), sink.Received, sink);
            }
        }

        JudgeNewRules(state, slot, carried, sink);
        TierBook.FollowSilence(state, slot);
    }

    // The same alarm under a changed rule: it may go on standing.
    private static int FindHeir(SiteState state, in PointState point, Condition old, in AlarmCell alarm)
    {
        for (var cell = point.First; cell < point.End && alarm.State != AlarmState.Normal; cell++)
        {
            var candidate = state.Conditions[cell];
            if (candidate.Id == old.Id && candidate.Kind == old.Kind && candidate.Tier == old.Tier)
            {
                return cell;
            }
        }

        return -1;
    }

    // Changing a limit proves nothing about the place: an alarm that stands goes on under the new rule, unless what was measured last is normal by it.
    private static bool Inherits(SiteState state, int slot, int heir, in AlarmCell alarm)
    {
        ref readonly var point = ref state.Points[slot];
        ref var to = ref state.Cells[heir];
        var memory = to.Memory;
        memory.Tripped = alarm.IsAbnormal;
        if (heir >= point.OwnEnd)
        {
            JointRunner.MarkCell(state, heir);
        }
        else if (point.Seen && state.Conditions[heir].Judge(point.Last, ref memory) == ConditionVerdict.Normal)
        {
            to.Memory = state.Conditions[heir].Begin(state.Clock);
            return false;
        }

        (to.Memory, to.State, to.Veils) = (memory, alarm.State, alarm.Veils);
        return true;
    }

    // A tightened limit must not wait for the next reading.
    private static void JudgeNewRules(SiteState state, int slot, bool[] carried, in TransitionSink sink)
    {
        var point = state.Points[slot];
        for (var i = 0; i < carried.Length; i++)
        {
            var cell = point.First + i;
            if (carried[i])
            {
                continue;
            }

            if (cell >= point.OwnEnd)
            {
                JointRunner.MarkCell(state, cell);
            }
            else if (point.Seen)
            {
                var verdict = state.Conditions[cell].Judge(point.Last, ref state.Cells[cell].Memory);
                // Raised now, not at the time of the old reading: the rule was not there then.
                AlarmMover.Apply(state, slot, cell, verdict, Math.Max(point.Last.Time, sink.Received - point.Offset), sink);
            }
        }
    }

    private static int FindTwin(SiteState state, in PointState point, Condition old)
    {
        for (var cell = point.First; cell < point.End; cell++)
        {
            var candidate = state.Conditions[cell];
            if (candidate.Id == old.Id && candidate.Equals(old with { Basis = candidate.Basis }))
            {
                return cell;
            }
        }

        return -1;
    }

    private static void WithdrawAll(SiteState old, int slot, in TransitionSink sink)
    {
        var point = old.Points[slot];
        for (var cell = point.First; cell < point.End; cell++)
        {
            AlarmMover.Move(old, slot, cell, new Step(AlarmEvent.RuleChanged), sink.Received, sink);
        }
    }
}
