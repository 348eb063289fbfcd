using System.Text.Json;
using Gateway.Center.Calls.Plans;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;

namespace Gateway.Center.Calls.Engine;

/// <summary>
/// Decides who is called when. Everything happens inside the caller's change and follows from what is stored and the time of the change, so that a kill at
/// any moment loses nothing: what is due is found due again.
/// </summary>
public sealed class CallEngine(CenterOptions options, CallPlans plans, LegMaker maker)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    /// <summary>Begins the calling for an incident with its first step. Does nothing when it has begun.</summary>
    public async Task StartAsync(CenterWork work, Incident incident)
    {
        if (plans.Of(incident.Tier) is not { } plan || await FindAsync(work, incident.Id) is not null)
        {
            return;
        }

        var site = await work.Db.FindAsync<Site>(incident.SiteId);
        var begin = BeginOf(incident.Tier, work.Now);
        var call = new Call
        {
            Id = Call.IdOf(incident.Id), IncidentId = incident.Id, SiteId = incident.SiteId, UnitPath = incident.UnitPath, Industry = site?.Industry, Tier = incident.Tier,
            StartedAt = work.Now, PlanAt = begin, NextAt = begin, Plan = Write(plan), Needed = plan.Needed, IsDrill = incident.IsDrill, IsProof = incident.IsProof,
        };
        work.Db.Add(call);
        work.Record(call, "call.started", new { call = call.Id, call.Tier, call.Needed, firstStepAt = begin, proof = call.IsProof });
        await RunAsync(work, call);
    }

    /// <summary>Begins the plan of the higher tier from its start. Answers given stay noted, but those people said yes to something less.</summary>
    public async Task RaiseAsync(CenterWork work, Incident incident)
    {
        var call = await FindAsync(work, incident.Id);
        if (call is null)
        {
            await StartAsync(work, incident);
        }
        else if (plans.Of(incident.Tier) is { } plan && (incident.Tier > call.Tier || call.State == CallState.Ended))
        {
            await DropQueuedAsync(work, call, _ => true, CallTroubles.Raised);
            (call.Tier, call.Plan, call.Needed, call.State) = (incident.Tier, Write(plan), plan.Needed, CallState.Running);
            (call.Level, call.Round, call.AnsweredAt, call.EndedAt) = (0, 0, null, null);
            (call.PlanAt, call.NextAt, call.PlanStepNumber) = (work.Now, work.Now, call.StepNumber);
            work.Record(call, "call.restarted", new { call = call.Id, call.Tier, call.Needed, why = "raised", proof = call.IsProof });
            await RunAsync(work, call);
        }
    }

    /// <summary>Takes every step or reminder that is due.</summary>
    public async Task RunAsync(CenterWork work, Call call)
    {
        if (call is { State: CallState.Answered, NextAt: { } remind } && remind <= work.Now)
        {
            await RemindAsync(work, call);
        }

        // Bounded by the plan: the last step and each restart set a time in the future.
        while (call is { State: CallState.Running, NextAt: { } next } && next <= work.Now)
        {
            await TakeAsync(work, call, Read(call));
        }
    }

    /// <summary>Ends the calling, as after the release.</summary>
    public async Task EndAsync(CenterWork work, Call call, string why)
    {
        if (call.State == CallState.Ended)
        {
            return;
        }

        (call.State, call.EndedAt, call.NextAt) = (CallState.Ended, work.Now, null);
        await DropQueuedAsync(work, call, _ => true, CallTroubles.Over);
        await SilenceAsync(work, call);
        work.Record(call, "call.ended", new { call = call.Id, call.Tier, why, proof = call.IsProof });
    }

    /// <summary>A message failed for good, or somebody answered that he cannot: when nobody of the step is left, the next is taken at once.</summary>
    public async Task AfterLossAsync(CenterWork work, Call call)
    {
        if (call.State != CallState.Running || !CallLegs.IsExhausted(call, await CallLegs.OfAsync(work, call.Id)))
        {
            return;
        }

        var plan = Read(call);
        if (call.Level < plan.Steps.Count || (plan.Restarts && call.Round == 0))
        {
            call.NextAt = work.Now;
            await RunAsync(work, call);
            return;
        }

        Nobody(work, call, "everyFailed");
        call.StepNumber++;
        LegMaker.Desk(work, call);
    }

    /// <summary>Notes an answer; with enough of them the calling rests.</summary>
    public async Task AnswerAsync(CenterWork work, Call call, CallLeg leg, GivenAnswer given)
    {
        leg.State = LegState.Answered;
        (leg.AnsweredAt, leg.Answer, leg.AnsweredOver, leg.AnsweredBy) = (work.Now, given.Answer, given.Over, given.By);
        leg.Counts = !Read(call).NotCounted.Contains(given.Answer, StringComparer.OrdinalIgnoreCase);
        work.Record(call, "call.answered", leg, given.Actor);
        if (call.State != CallState.Running)
        {
            return;
        }

        var answerers = CallLegs.Answerers(call, await CallLegs.OfAsync(work, call.Id));
        if (answerers >= call.Needed)
        {
            (call.State, call.AnsweredAt, call.NextAt) = (CallState.Answered, work.Now, work.Now + RemindAfter(call.Tier));
            await DropQueuedAsync(work, call, _ => true, CallTroubles.Enough);
            work.Record(call, "call.answered.enough", new { call = call.Id, call.Tier, call.Needed, answerers, afterS = (work.Now - call.StartedAt).TotalSeconds, proof = call.IsProof });
            return;
        }

        await DropQueuedAsync(work, call, other => leg.Counts && other.PersonId is not null && other.PersonId == leg.PersonId, CallTroubles.Elsewhere);
        await AfterLossAsync(work, call);
    }

    /// <summary>The warning came back after people had answered: they are told soon, at most as often as a restart would.</summary>
    public void Reopen(CenterWork work, Call call)
    {
        if (call is { State: CallState.Answered, AnsweredAt: { } answered, NextAt: { } next })
        {
            var soonest = answered + TimeSpan.FromMinutes(options.Calls.RestartMinutes);
            var soon = soonest > work.Now ? soonest : work.Now;
            call.NextAt = soon < next ? soon : next;
        }
    }

    public static async Task<Call?> FindAsync(CenterWork work, string incidentId) => await work.Db.FindAsync<Call>(Call.IdOf(incidentId));

    public static PlanOptions Read(Call call) => JsonSerializer.Deserialize<PlanOptions>(call.Plan, CenterJson.Options)!;

    private static string Write(PlanOptions plan) => JsonSerializer.Serialize(plan, CenterJson.Options);

    private async Task TakeAsync(CenterWork work, Call call, PlanOptions plan)
    {
        if (call.Level < plan.Steps.Count)
        {
            await StepAsync(work, call, plan);
        }
        else if (plan.Restarts)
        {
            await RestartAsync(work, call, plan);
        }
        else
        {
            await EndAsync(work, call, "planDone");
        }
    }

    private async Task StepAsync(CenterWork work, Call call, PlanOptions plan)
    {
        var step = plan.Steps[call.Level];
        call.Level++;
        var outcome = await maker.MakeAsync(work, call, step, call.Level);
        work.Record(call, "call.step", new { call = call.Id, call.Tier, level = call.Level, step.Roles, step.Channels, outcome, proof = call.IsProof });
        var isLast = call.Level == plan.Steps.Count;
        call.NextAt = isLast ? work.Now + Restart : NextOf(call, step, plan.Steps[call.Level], work.Now);
        if (outcome == StepOutcome.Nobody)
        {
            Nobody(work, call, "step");
        }

        if (outcome == StepOutcome.Called)
        {
            return;
        }

        // Nobody to wait for: the next is called now.
        call.NextAt = isLast && !plan.Restarts ? call.NextAt : work.Now;
        if (isLast && !plan.Restarts)
        {
            LegMaker.Desk(work, call);
        }
    }

    /// <summary>The duty officer, and with him in turn those of one step of the plan.</summary>
    private async Task RestartAsync(CenterWork work, Call call, PlanOptions plan)
    {
        var again = plan.Steps[call.Round % plan.Steps.Count];
        call.Round++;
        var roles = again.Roles.Prepend("county-duty").Distinct(StringComparer.Ordinal).ToList();
        var outcome = await maker.MakeAsync(work, call, new PlanStep(0, roles, ["console", "voice", "sms"]), 0);
        work.Record(call, "call.restarted", new { call = call.Id, call.Tier, round = call.Round, roles, outcome, why = "unanswered", proof = call.IsProof });
        if (outcome != StepOutcome.Called)
        {
            Nobody(work, call, "restart");
            LegMaker.Desk(work, call);
        }

        call.NextAt = work.Now + Restart;
    }

    private async Task RemindAsync(CenterWork work, Call call)
    {
        call.NextAt = work.Now + RemindAfter(call.Tier);
        if (await work.Db.FindAsync<Incident>(call.IncidentId) is not { State: IncidentState.Open })
        {
            return;
        }

        var legs = await CallLegs.OfAsync(work, call.Id);
        await maker.RemindAsync(work, call, [.. legs.Where(leg => leg.Counts && leg.StepNumber > call.PlanStepNumber)]);
        work.Record(call, "call.reminded", new { call = call.Id, call.Tier, answeredAt = call.AnsweredAt, proof = call.IsProof });
    }

    private async Task SilenceAsync(CenterWork work, Call call)
    {
        if ((await CallLegs.OfAsync(work, call.Id)).Any(leg => leg.Channel == Channels.CallChannels.Sounder))
        {
            await maker.SoundAsync(work, call, on: false);
        }
    }

    private static async Task DropQueuedAsync(CenterWork work, Call call, Func<CallLeg, bool> which, Core.Measurements.LocalizedText why)
    {
        foreach (var leg in (await CallLegs.OfAsync(work, call.Id)).Where(leg => leg.State == LegState.Queued && which(leg)))
        {
            (leg.State, leg.TroubleZh, leg.TroubleEn) = (LegState.Failed, why.Zh, why.En);
        }
    }

    private static void Nobody(CenterWork work, Call call, string where)
    {
        call.NobodyAt = work.Now;
        work.Record(call, "call.nobody", new { call = call.Id, call.Tier, level = call.Level, where, proof = call.IsProof });
    }

    private TimeSpan Restart => TimeSpan.FromMinutes(options.Calls.RestartMinutes);

    private TimeSpan RemindAfter(WarningTier tier) => TimeSpan.FromMinutes(tier == WarningTier.Red ? options.Calls.RemindRedMinutes : options.Calls.RemindMinutes);

    /// <summary>A step taken early because the one before was lost draws the next along: nobody waits longer for it than the plan lets pass between the two.</summary>
    private static DateTimeOffset NextOf(Call call, PlanStep step, PlanStep next, DateTimeOffset now)
    {
        var (planned, drawn) = (call.PlanAt + next.After, now + (next.After - step.After));
        return Later(planned < drawn ? planned : drawn, now);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>A blue warning outside office hours waits for the next opening.</summary>
    private DateTimeOffset BeginOf(WarningTier tier, DateTimeOffset now)
    {
        if (tier > WarningTier.Blue)
        {
            return now;
        }

        var local = TimeZoneInfo.ConvertTime(now, _zone);
        var (from, to, at) = (options.Calls.OfficeFrom, options.Calls.OfficeTo, TimeOnly.FromTimeSpan(local.TimeOfDay));
        if (at >= from && at < to)
        {
            return now;
        }

        var opening = local.Date.AddDays(at < from ? 0 : 1) + from.ToTimeSpan();
        return new DateTimeOffset(opening, _zone.GetUtcOffset(opening)).ToUniversalTime();
    }
}
