using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Warnings.Acts;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Api;

internal static class IncidentEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/incidents", ListAsync).Needs(CenterAct.See);
        api.MapGet("/incidents/{id}", DetailAsync).Needs(CenterAct.See);
        api.MapGet("/instructions/kinds", () => Enum.GetValues<InstructionKind>().Select(kind => new { id = kind, name = InstructionWords.Name(kind) })).Needs(CenterAct.See);
        var one = api.MapGroup("/incidents/{id}");
        one.MapPost("/acknowledge", (string id, RemarkBody body, HttpContext context, IncidentActs acts, CancellationToken cancellation) =>
            AnswerAsync(context, id, acts.AcknowledgeAsync(context.User(), id, body.Remark, cancellation))).Needs(CenterAct.AcknowledgeWarning);
        one.MapPost("/raise", (string id, RaiseBody body, HttpContext context, IncidentActs acts, CancellationToken cancellation) =>
            AnswerAsync(context, id, acts.RaiseAsync(context.User(), id, body.Tier is null ? null : Words.Tier(body.Tier), body.Reason, cancellation))).Needs(CenterAct.RaiseTier);
        one.MapPost("/release", (string id, ReasonBody body, HttpContext context, IncidentActs acts, CancellationToken cancellation) =>
            AnswerAsync(context, id, acts.ReleaseAsync(context.User(), id, body.Reason, cancellation))).Needs(CenterAct.ReleaseWarning);
        one.MapPost("/accident", (string id, AccidentBody body, HttpContext context, IncidentActs acts, CancellationToken cancellation) =>
            AnswerAsync(context, id, acts.ConfirmAccidentAsync(context.User(), id, body.OccurredAt, body.Remark, cancellation))).Needs(CenterAct.ConfirmAccident);
        one.MapPost("/instruct", (string id, InstructBody body, HttpContext context, InstructionActs acts, CancellationToken cancellation) =>
            AnswerAsync(context, id, acts.InstructAsync(context.User(), id, body.Kind, body.Text, cancellation))).Needs(CenterAct.RaiseTier);
        one.MapPost("/instructions/{number:int}/done", (string id, int number, DoneBody body, HttpContext context, InstructionActs acts, CancellationToken cancellation) =>
            AnswerAsync(context, id, acts.DoneAsync(context.User(), id, number, body.Feedback, cancellation))).Needs(CenterAct.AnswerCall);
    }

    private static async Task<Page<IncidentRow>> ListAsync([AsParameters] IncidentQuery query, HttpContext context, CenterStore store, IncidentRows rows, CancellationToken cancellation) =>
        await store.ReadAsync(
            async db =>
            {
                var limit = PageKey.Limit(query.Limit);
                var found = await query.Of(db, context.User()).Take(limit + 1).ToListAsync(cancellation);
                var next = found.Count > limit ? new PageKey(found[limit - 1].OpenedAt, found[limit - 1].Id).ToString() : null;
                return new Page<IncidentRow>(await rows.OfAsync(db, [.. found.Take(limit)], cancellation), next, null);
            },
            cancellation);

    private static async Task<IResult> DetailAsync(string id, HttpContext context, CenterStore store, IncidentDetail detail, CancellationToken cancellation) =>
        await store.ReadAsync(db => detail.OfAsync(db, id, context.User(), cancellation), cancellation) is { } page ? TypedResults.Ok(page) : Refusal.NotFound.ToResult();

    // Who acted gets the page as it is after the act.
    private static async Task<IResult> AnswerAsync(HttpContext context, string id, Task<Refusal?> act) =>
        await act is { } refusal
            ? refusal.ToResult()
            : await DetailAsync(id, context, context.RequestServices.GetRequiredService<CenterStore>(), context.RequestServices.GetRequiredService<IncidentDetail>(), context.RequestAborted);

    private sealed record RemarkBody(string? Remark);

    private sealed record ReasonBody(string? Reason);

    private sealed record RaiseBody(string? Tier, string? Reason);

    private sealed record AccidentBody(DateTimeOffset? OccurredAt, string? Remark);

    private sealed record InstructBody(string? Kind, string? Text);

    private sealed record DoneBody(string? Feedback);
}

/// <summary>What of the incidents is asked for; newest first.</summary>
internal sealed record IncidentQuery(string? State, string? Tier, string? Site, DateTimeOffset? From, DateTimeOffset? To, bool? Drill, string? After, int? Limit)
{
    public IQueryable<Incident> Of(CenterDb db, CurrentUser user)
    {
        var query = Sight.Incidents(db, user);
        query = Site is null ? query : query.Where(incident => incident.SiteId == Site);
        query = Drill is null ? query : query.Where(incident => incident.IsDrill == Drill);
        query = From is null ? query : query.Where(incident => incident.OpenedAt >= From);
        query = To is null ? query : query.Where(incident => incident.OpenedAt < To);
        query = Filters.Tiers(Tier) is { } tiers ? query.Where(incident => tiers.Contains(incident.Tier)) : query;
        query = Filters.States(State) is { } states ? query.Where(incident => states.Contains(incident.State)) : query;
        if (PageKey.Parse(After) is { } after)
        {
            query = query.Where(incident => incident.OpenedAt < after.Time || (incident.OpenedAt == after.Time && string.Compare(incident.Id, after.Key) < 0));
        }

        return query.OrderByDescending(incident => incident.OpenedAt).ThenByDescending(incident => incident.Id);
    }
}
