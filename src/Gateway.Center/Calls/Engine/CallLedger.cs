using Gateway.Center.Data;
using Gateway.Center.Ledger;

namespace Gateway.Center.Calls.Engine;

/// <summary>Facts of calls as they stand in the ledger. No address and no token ever does.</summary>
internal static class CallLedger
{
    public static void Record(this CenterWork work, Call call, string kind, object body, string? actor = null) => work.Record(
        new LedgerFact(kind, call.IncidentId) { Site = call.SiteId, UnitPath = call.UnitPath, Actor = actor, IsDrill = call.IsDrill }, body);

    public static void Record(this CenterWork work, Call call, string kind, CallLeg leg, string? actor = null) => work.Record(
        call,
        kind,
        new
        {
            call = call.Id, leg = leg.Id, tier = call.Tier, step = leg.StepNumber, leg.Name, person = leg.PersonId, leg.Role, leg.Channel, over = leg.ChannelName, leg.Attempts,
            leg.Receipt, leg.Answer, leg.AnsweredOver, leg.AnsweredBy, trouble = leg.TroubleEn, proof = call.IsProof,
        },
        actor);
}
