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

    /// <summary>True when nobody of the newest step is being called any more: every message failed or was answered that it cannot be helped.</summary>
    public static bool IsExhausted(Call call, IEnumerable<CallLeg> legs)
    {
        var newest = legs.Where(leg => leg.StepNumber == call.StepNumber && IsCalling(leg)).ToList();
        return newest.Count > 0 && newest.TrueForAll(leg => leg.State == LegState.Failed || (leg.State == LegState.Answered && !leg.Counts));
    }

    /// <summary>The sounder calls nobody by name, and a page that nobody may have open is no call but for those who sit at it.</summary>
    public static bool IsCalling(CallLeg leg) => leg.Channel switch
    {
        Channels.CallChannels.Sounder => false,
        Channels.CallChannels.Console => leg.PersonId is null || People.RoleChain.SitsAtConsole(leg.Role),
        _ => true,
    };
}
