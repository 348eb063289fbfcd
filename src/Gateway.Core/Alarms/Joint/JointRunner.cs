using Gateway.Core.Alarms.Engine;
using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms.Joint;

/// <summary>
/// Judges conditions over several points. They run by our clock, the one clock their inputs share. What a call marks is judged within it, in
/// one pass upwards: what bears on another has the lower rank.
/// </summary>
internal static class JointRunner
{
    /// <summary>A reading of the point was judged.</summary>
    public static void MarkReading(SiteState state, SlotLinks links)
    {
        foreach (var link in links.Joints)
        {
            if (state.Links.Joints[link.Joint].Condition.Trigger == JointTrigger.Readings)
            {
                Mark(state, link);
            }
        }
    }

    /// <summary>The tier of the point changed, or whether it is heard of.</summary>
    /// <param name="ofDanger">The tier of danger is among what changed.</param>
    /// <param name="silence">Whether it is heard of changed: this concerns also those that hear no tiers.</param>
    public static void MarkTier(SiteState state, int slot, bool ofDanger, bool silence)
    {
        if (state.Links.BySlot[slot] is not { } links)
        {
            return;
        }

        foreach (var link in links.Joints)
        {
            var entry = state.Links.Joints[link.Joint];
            // Not its own: its tier follows from it.
            if (entry.Slot != slot && (silence || entry.Condition.HearsTiers) && (ofDanger || entry.Condition.Trigger != JointTrigger.ValueTiers))
            {
                Mark(state, link);
            }
        }
    }

    /// <summary>Marks one to be judged though no input changed.</summary>
    public static void MarkCell(SiteState state, int cell) => Mark(state, new JointLink(state.Links.RankOf[cell], -1));

    /// <summary>Judges all that is marked, and what that marks in turn.</summary>
    public static void Drain(SiteState state, in TransitionSink sink)
    {
        var links = state.Links;
        for (var rank = links.FirstMarked; rank < links.Joints.Length && links.Marked > 0; rank++)
        {
            var entry = links.Joints[rank];
            if (entry.IsMarked)
            {
                entry.IsMarked = false;
                links.Marked--;
                Judge(state, entry, sink);
            }
        }

        links.FirstMarked = int.MaxValue;
    }

    /// <summary>Our clock at which a joint condition asks to be judged again.</summary>
    public static long Recheck(SiteState state, int cell)
    {
        var at = ((JointCondition)state.Conditions[cell]).RecheckAt(state.Cells[cell].Memory);
        return at > state.Histories[cell].Rechecked ? at : long.MaxValue;
    }

    private static void Mark(SiteState state, JointLink link)
    {
        var links = state.Links;
        var entry = links.Joints[link.Joint];
        // Several at once are as if time had passed: the condition must look at all of them.
        entry.Changed = entry.IsMarked && entry.Changed != link.Input ? -1 : link.Input;
        if (!entry.IsMarked)
        {
            entry.IsMarked = true;
            links.Marked++;
            links.FirstMarked = Math.Min(links.FirstMarked, link.Joint);
        }
    }

    private static void Judge(SiteState state, JointEntry entry, in TransitionSink sink)
    {
        ref var alarm = ref state.Cells[entry.Cell];
        var first = sink.Transitions.Count;
        var sample = new JointSample(entry.Inputs, sink.Received, sink.Received, entry.Changed);
        entry.Changed = -1;
        var verdict = entry.Condition.Judge(sample, ref alarm.Memory);
        if (verdict != ConditionVerdict.Normal || alarm.State != AlarmState.Normal || alarm.Pending != PendingDelay.None)
        {
            if (AlarmMover.Apply(state, entry.Slot, entry.Cell, verdict, sink.Received, sink))
            {
                TierBook.Settle(state, entry.Slot, first, sink);
            }
        }

        AlarmMover.ScheduleClock(state, entry.Slot, Recheck(state, entry.Cell));
        DeadlineRunner.Reschedule(state, entry.Slot);
    }
}
