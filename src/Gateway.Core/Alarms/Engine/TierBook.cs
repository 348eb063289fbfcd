using Gateway.Core.Alarms.Joint;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Engine;

/// <summary>The tier of a point that follows from its alarms, and who is told when it changes: people, and what listens to the point.</summary>
internal static class TierBook
{
    /// <summary>Tells people once when the tier of the point changed by the transitions from index <paramref name="first"/> on.</summary>
    public static void Settle(SiteState state, int slot, int first, in TransitionSink sink)
    {
        if (sink.Transitions.Count == first)
        {
            return;
        }

        ref var point = ref state.Points[slot];
        var (value, quality, silent, lost, from) = (point.ValueTier, point.QualityTier, point.Silent, point.Lost, point.Tier);
        Recount(state, slot);
        if (point.Tier != from)
        {
            Warn(state, slot, from, Cause(sink.Transitions, first, from, point.Tier), sink);
        }
        else if (Reminder(state, slot, sink.Transitions, first) is { } reminder)
        {
            Warn(state, slot, from, reminder, sink);
        }

        if ((value, quality, silent) != (point.ValueTier, point.QualityTier, point.Silent))
        {
            JointRunner.MarkTier(state, slot, ofDanger: value != point.ValueTier, silence: silent != point.Silent);
        }

        if (lost != point.Lost && state.IsComplete)
        {
            Suppressor.FollowParent(state, slot, sink);
        }
    }

    /// <summary>
    /// Whether the point is heard of changes without any change of an alarm, too: an alarm still stands in its off-delay while values arrive.
    /// </summary>
    public static void FollowSilence(SiteState state, int slot)
    {
        // Only conditions over several points ask.
        if (state.Links.BySlot[slot] is null)
        {
            return;
        }

        ref var point = ref state.Points[slot];
        var silent = false;
        for (var cell = point.First; cell < point.OwnEnd; cell++)
        {
            silent |= IsSilent(state.Conditions[cell].Kind, state.Cells[cell]);
        }

        if (silent != point.Silent)
        {
            point.Silent = silent;
            JointRunner.MarkTier(state, slot, ofDanger: false, silence: true);
        }
    }

    /// <summary>Works the tiers of a point out anew and tells nobody.</summary>
    public static void Recount(SiteState state, int slot)
    {
        ref var point = ref state.Points[slot];
        (point.ValueTier, point.QualityTier, point.Silent, point.Lost) = (WarningTier.None, WarningTier.None, false, false);
        for (var cell = point.First; cell < point.End; cell++)
        {
            Count(ref point, state.Conditions[cell], state.Cells[cell]);
        }

        point.Tier = point.ValueTier > point.QualityTier ? point.ValueTier : point.QualityTier;
    }

    /// <summary>Highest standing tier among the alarms of a point that are silenced.</summary>
    public static WarningTier Silenced(SiteState state, int slot)
    {
        ref readonly var point = ref state.Points[slot];
        var highest = WarningTier.None;
        for (var cell = point.First; cell < point.End; cell++)
        {
            var standing = state.Cells[cell].Standing;
            var counts = standing.Veils != Veils.None && standing.Underlying.IsStanding();
            highest = counts && state.Conditions[cell].Tier > highest ? state.Conditions[cell].Tier : highest;
        }

        return highest;
    }

    private static void Count(ref PointState point, Condition condition, in AlarmCell alarm)
    {
        point.Lost |= condition.Kind == ConditionKind.Offline && alarm.IsAbnormal;
        point.Silent |= IsSilent(condition.Kind, alarm);
        if (!alarm.Standing.Counts)
        {
            return;
        }

        if (condition.Kind.IsQuality())
        {
            point.QualityTier = condition.Tier > point.QualityTier ? condition.Tier : point.QualityTier;
        }
        else
        {
            point.ValueTier = condition.Tier > point.ValueTier ? condition.Tier : point.ValueTier;
        }
    }

    // The last verdict, not the alarm: a running off-delay means that values arrive, a running on-delay that none do. A point never heard of
    // is offline from the start and lost only after the on-delay of that.
    private static bool IsSilent(ConditionKind kind, in AlarmCell alarm) => kind switch
    {
        ConditionKind.Stale => alarm.IsAbnormal ? alarm.Pending != PendingDelay.Off : alarm.Pending == PendingDelay.On,
        ConditionKind.Offline => alarm.IsAbnormal && alarm.Pending != PendingDelay.Off,
        _ => false,
    };

    private static void Warn(SiteState state, int slot, WarningTier from, AlarmTransition cause, in TransitionSink sink)
    {
        ref var point = ref state.Points[slot];
        point.LastWarning = Math.Max(cause.EventTime, point.LastWarning + 1);
        sink.Warnings.Add(new WarningEvent
        {
            Id = $"{cause.PointId}@{point.LastWarning}/{point.Tier}", Point = state.Plans[slot].Point, From = from, To = point.Tier,
            EventTime = point.LastWarning, ReceivedTime = sink.Received, DecidedTime = sink.Now, Cause = cause,
        });
    }

    // A lesser alarm that asks again says nothing new while a graver one stands.
    private static AlarmTransition? Reminder(SiteState state, int slot, List<AlarmTransition> transitions, int first)
    {
        for (var i = first; i < transitions.Count; i++)
        {
            if (transitions[i].Event == AlarmEvent.ReAlarmed && transitions[i].Tier == state.Points[slot].Tier)
            {
                return transitions[i];
            }
        }

        return null;
    }

    private static AlarmTransition Cause(List<AlarmTransition> transitions, int first, WarningTier from, WarningTier to)
    {
        for (var i = first; to > from && i < transitions.Count; i++)
        {
            if (transitions[i].Tier == to && transitions[i].To.IsStanding())
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
