using Gateway.Center.Access;
using Gateway.Center.Calls.Engine;
using Gateway.Center.Calls.Texts;
using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Api;

/// <summary>Makes the records of the API from what is stored.</summary>
public sealed class CallViews(SeedTexts seeds)
{
    /// <summary>What the user sees.</summary>
    public static IQueryable<Call> Visible(CenterDb db, CurrentUser user)
    {
        var (scope, industry) = (user.ScopePath, user.Industry);
        return db.Set<Call>().Where(call => call.UnitPath.StartsWith(scope) && (industry == null || call.Industry == null || call.Industry == industry));
    }

    public async Task<IReadOnlyList<CallView>> OfAsync(CenterDb db, IReadOnlyList<Call> calls, CurrentUser user, CancellationToken cancellation)
    {
        var ids = calls.Select(call => call.Id).ToList();
        var legs = await db.Set<CallLeg>().Where(leg => ids.Contains(leg.CallId)).OrderBy(leg => leg.QueuedAt).ThenBy(leg => leg.StepNumber).ThenBy(leg => leg.Id).ToListAsync(cancellation);
        var byCall = legs.ToLookup(leg => leg.CallId, StringComparer.Ordinal);
        return [.. calls.Select(call => Of(call, [.. byCall[call.Id]], user))];
    }

    private CallView Of(Call call, IReadOnlyList<CallLeg> legs, CurrentUser user) => new(
        call.Id, call.IncidentId, call.Tier, call.State, call.StartedAt, call.EndedAt, call.Needed, Steps(call, legs), [.. legs.Select(leg => Leg(call, leg, user))]);

    private List<StepView> Steps(Call call, IReadOnlyList<CallLeg> legs) => [.. CallEngine.Read(call).Steps.Select((step, index) =>
    {
        var level = index + 1;
        var state = level > call.Level ? (call.State == CallState.Running ? "waiting" : "skipped")
            : legs.Any(leg => leg.Level == level && leg.StepNumber > call.PlanStepNumber) ? "done" : "skipped";
        return new StepView(level, step.After.TotalSeconds, call.PlanAt + step.After, [.. step.Roles.Select(role => new RoleView(role, seeds.Role(role)))], step.Channels, state);
    })];

    private LegView Leg(Call call, CallLeg leg, CurrentUser user) => new(
        leg.Id, leg.Level, leg.PersonId, leg.Name, seeds.Role(leg.Role), leg.Channel, leg.QueuedAt, leg.SentAt, leg.DeliveredAt, leg.AnsweredAt, leg.Answer, leg.AnsweredOver,
        leg.State, leg.TroubleZh is null || leg.TroubleEn is null ? null : new LocalizedText(leg.TroubleZh, leg.TroubleEn), leg.Attempts,
        call.State == CallState.Running && leg.AnsweredAt is null && user.May(CenterAct.AnswerCall) ? WhoAnswers.HowOf(user, leg)?.Over : null);
}
