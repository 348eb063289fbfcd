using Gateway.Core.Alarms.Engine;
using Gateway.Core.Alarms.Joint;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Silencing;

/// <summary>Suppression by design: silences alarms by logic and lets them speak again by itself. Also ends what has run out.</summary>
internal static class Suppressor
{
    private static readonly Veils[] s_timed = [Veils.Shelved, Veils.StartUp, Veils.Maintenance, Veils.OutOfService];

    /// <summary>The offline alarm of a parent came or went: brings its children in line.</summary>
    public static void FollowParent(SiteState state, int parent, in TransitionSink sink)
    {
        if (state.Links.BySlot[parent] is not { } links)
        {
            return;
        }

        foreach (var child in links.Children)
        {
            Reconcile(state, child, sink);
        }
    }

    /// <summary>Brings every point in line with its parents: after a restart or a new plan.</summary>
    public static void ReconcileAll(SiteState state, in TransitionSink sink)
    {
        for (var slot = 0; slot < state.Plans.Length; slot++)
        {
            Reconcile(state, slot, sink);
        }
    }

    /// <summary>Silences or frees a point's stale and offline alarms as its parents stand now.</summary>
    public static void Reconcile(SiteState state, int slot, in TransitionSink sink)
    {
        var lost = IsParentLost(state, slot);
        var first = sink.Transitions.Count;
        var point = state.Points[slot];
        for (var cell = point.First; cell < point.End; cell++)
        {
            if (state.Conditions[cell].Kind is ConditionKind.Stale or ConditionKind.Offline)
            {
                // Refused by the life cycle when it is so already.
                var happened = lost ? AlarmEvent.Suppressed : AlarmEvent.SuppressionEnded;
                AlarmMover.Move(state, slot, cell, new Step(happened, Veils.ParentLost), sink.Received, sink);
            }
        }

        TierBook.Settle(state, slot, first, sink);
    }

    /// <summary>A run state went from 0 to 1: silences what its start makes meaningless.</summary>
    public static void FollowRunState(
        SiteState state, SlotLinks links, in Sample before, in Sample sample, in TransitionSink sink)
    {
        // Unknown to 1 is no start: nobody saw the machine stand still.
        if (links.StartUps.Count == 0 || !sample.Quality.IsGood() || !(sample.Value >= 0.5) || !(before.Value < 0.5))
        {
            return;
        }

        foreach (var (slot, rule) in links.StartUps)
        {
            Start(state, slot, rule, sink);
        }
    }

    /// <summary>Takes off what has an end and has reached it.</summary>
    public static void EndDue(SiteState state, int slot, int cell, long clock, in TransitionSink sink)
    {
        if (state.Histories[cell].Veils is null)
        {
            return;
        }

        foreach (var veil in s_timed)
        {
            if (state.Histories[cell].Veils?.Find(veil) is { } grant && grant.Until <= clock)
            {
                AlarmMover.Move(state, slot, cell, new Step(EndOf(veil), veil), clock, sink);
            }
        }
    }

    private static AlarmEvent EndOf(Veils veil) => veil switch
    {
        Veils.Shelved => AlarmEvent.ShelveExpired,
        Veils.OutOfService => AlarmEvent.ReturnedToService,
        _ => AlarmEvent.SuppressionEnded,
    };

    private static bool IsParentLost(SiteState state, int slot)
    {
        foreach (var parent in state.Links.BySlot[slot]?.Parents ?? [])
        {
            if (state.Points[parent].Lost)
            {
                return true;
            }
        }

        return false;
    }

    private static void Start(SiteState state, int slot, StartUpSuppression rule, in TransitionSink sink)
    {
        var first = sink.Transitions.Count;
        var until = sink.Received + rule.For.Ticks;
        foreach (var id in rule.Conditions)
        {
            if (state.FindCell(slot, id) is >= 0 and var cell
                && !AlarmMover.Move(state, slot, cell, new Step(AlarmEvent.Suppressed, Veils.StartUp, Until: until), sink.Received, sink))
            {
                // Started again before the time was over: it counts from the newest start.
                ref var history = ref state.Histories[cell];
                history.Veils = VeilBook.With(history.Veils, new VeilGrant(Veils.StartUp, null, null, null, until));
            }
        }

        TierBook.Settle(state, slot, first, sink);
        DeadlineRunner.Refresh(state, slot);
    }
}
