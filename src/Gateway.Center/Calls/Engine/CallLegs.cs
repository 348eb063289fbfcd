using Gateway.Center.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Engine;

/// <summary>Messages of a call inside a change, those not yet saved included.</summary>
internal static class CallLegs
{
    public static async Task<IReadOnlyList<CallLeg>> OfAsync(CenterWork work, string callId)
    {
        await work.Db.Set<CallLeg>().Where(leg => leg.CallId == callId).LoadAsync();
        return [.. work.Db.Set<CallLeg>().Local.Where(leg => leg.CallId == callId)];
    }

    /// <summary>Different people who gave an answer that counts since the plan began.</summary>
    public static int Answerers(Call call, IEnumerable<CallLeg> legs) =>
        legs.Where(leg => leg.Counts && leg.StepNumber > call.PlanStepNumber).Select(leg => leg.AnsweredBy).Distinct(StringComparer.Ordinal).Count();

    /// <summary>True when nobody of the newest step is being called any more: each message failed, or its person has answered, be it that he cannot.</summary>
    public static bool IsExhausted(Call call, IReadOnlyCollection<CallLeg> legs)
    {
        var newest = legs.Where(leg => leg.StepNumber == call.StepNumber && IsCalling(leg)).ToList();
        return newest.Count > 0 && newest.TrueForAll(leg => !IsOutstanding(call, leg, legs));
    }

    /// <summary>Whether a person is waited for: neither failed nor answered, over this channel or another.</summary>
    public static bool IsOutstanding(Call call, CallLeg leg, IReadOnlyCollection<CallLeg> legs) =>
        IsCalling(leg) && leg.State is not (LegState.Failed or LegState.Answered)
        && !(leg.PersonId is { } person && legs.Any(other => other.PersonId == person && other.State == LegState.Answered && other.StepNumber > call.PlanStepNumber));

    /// <summary>The sounder calls nobody by name, and a page that nobody may have open is no call but for those who sit at it.</summary>
    public static bool IsCalling(CallLeg leg) => leg.Channel switch
    {
        Channels.CallChannels.Sounder => false,
        Channels.CallChannels.Console => leg.PersonId is null || People.RoleChain.SitsAtConsole(leg.Role),
        _ => true,
    };
}
