using Gateway.Core.Alarms.Engine;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Silencing;

/// <summary>What people do to alarms: checked against the policy, then done.</summary>
internal static class CommandDesk
{
    public static CommandResult Run(SiteState state, AlarmCommand command, in TransitionSink sink)
    {
        var (slot, cell) = state.Find(command.AlarmId);
        if (cell < 0)
        {
            return CommandResult.Unknown;
        }

        if (Check(state, slot, cell, command, sink.Received) is var refused and not CommandResult.Done)
        {
            return refused;
        }

        var first = sink.Transitions.Count;
        var step = new Step(command.Event, VeilOf(command.Event), command.Actor, command.Approver, command.Reason, command.Until);
        if (!AlarmMover.Move(state, slot, cell, step, sink.Received, sink))
        {
            return CommandResult.NotAllowed;
        }

        TierBook.Settle(state, slot, first, sink);
        DeadlineRunner.Refresh(state, slot);
        return CommandResult.Done;
    }

    private static CommandResult Check(SiteState state, int slot, int cell, AlarmCommand command, long clock)
    {
        if (string.IsNullOrWhiteSpace(command.Actor))
        {
            return CommandResult.NeedsActor;
        }

        return command.Event switch
        {
            AlarmEvent.ShelvedByPerson or AlarmEvent.Suppressed or AlarmEvent.TakenOutOfService => CheckSilence(state, slot, cell, command, clock),
            AlarmEvent.AcknowledgedByPerson or AlarmEvent.ResetByPerson or AlarmEvent.UnshelvedByPerson or AlarmEvent.SuppressionEnded
                or AlarmEvent.ReturnedToService => CommandResult.Done,
            _ => CommandResult.NotAllowed,
        };
    }

    private static CommandResult CheckSilence(SiteState state, int slot, int cell, AlarmCommand command, long clock)
    {
        var policy = state.Options.Shelving;
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return CommandResult.NeedsReason;
        }

        if (command.Until is not { } until || until <= clock)
        {
            return CommandResult.NeedsEnd;
        }

        if (command.Event == AlarmEvent.ShelvedByPerson && IsNeverShelved(state, slot, cell))
        {
            return CommandResult.NeverShelved;
        }

        return until - clock > policy.Longest(VeilOf(command.Event)).Ticks
            ? CommandResult.EndTooFar
            : CheckApprover(policy, state.Conditions[cell], command);
    }

    private static CommandResult CheckApprover(ShelvePolicy policy, Condition condition, AlarmCommand command)
    {
        var named = !string.IsNullOrWhiteSpace(command.Approver);
        if (named && string.Equals(command.Approver!.Trim(), command.Actor.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return CommandResult.ApproverIsActor;
        }

        return named || condition.Tier <= policy.SecondPersonAbove ? CommandResult.Done : CommandResult.NeedsApprover;
    }

    // A zone is of every family it looks at.
    private static bool IsNeverShelved(SiteState state, int slot, int cell)
    {
        var policy = state.Options.Shelving;
        if (state.Conditions[cell].Tier < policy.NeverShelvedFrom)
        {
            return false;
        }

        IEnumerable<Point> points = state.Links.RankOf.TryGetValue(cell, out var rank)
            ? Enumerable.Range(0, state.Links.Joints[rank].Inputs.Count).Select(state.Links.Joints[rank].Inputs.PointOf)
            : [];
        return points.Append(state.Plans[slot].Point).Any(p => policy.NeverShelvedFamilies.Contains(p.Family, StringComparer.OrdinalIgnoreCase));
    }

    private static Veils VeilOf(AlarmEvent happened) => happened switch
    {
        AlarmEvent.ShelvedByPerson or AlarmEvent.UnshelvedByPerson => Veils.Shelved,
        AlarmEvent.Suppressed or AlarmEvent.SuppressionEnded => Veils.Maintenance,
        AlarmEvent.TakenOutOfService or AlarmEvent.ReturnedToService => Veils.OutOfService,
        _ => Veils.None,
    };
}
