using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Warnings.Api;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Drills;

internal static class DrillEndpoints
{
    private const int MostRows = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/drills", (HttpContext context, CenterStore store, CancellationToken cancellation) => store.ReadAsync(db => ListAsync(db, context.User(), cancellation), cancellation))
            .Needs(CenterAct.See);
        api.MapPost("/drills", async (StartBody body, HttpContext context, DrillActs acts, CancellationToken cancellation) =>
        {
            var (drill, refusal) = await acts.StartAsync(context.User(), body.Scenario, body.Site, body.Title, cancellation);
            return refusal?.ToResult() ?? TypedResults.Created($"/api/v1/drills/{drill!.Id}", Row(drill, context.User()));
        }).Needs(CenterAct.StartDrill);
        api.MapPost("/drills/{id}/end", async (string id, HttpContext context, DrillActs acts, CenterStore store, CancellationToken cancellation) =>
            await acts.EndAsync(context.User(), id, cancellation) is { } refusal
                ? refusal.ToResult()
                : TypedResults.Ok(Row(await store.ReadAsync(db => db.Set<Drill>().FirstAsync(drill => drill.Id == id, cancellation), cancellation), context.User()))).Needs(CenterAct.StartDrill);
        api.MapGet("/proofs", (HttpContext context, CenterStore store, CancellationToken cancellation) => store.ReadAsync(db => ProofsAsync(db, context.User(), cancellation), cancellation))
            .Needs(CenterAct.See);
    }

    private static async Task<IReadOnlyList<DrillRow>> ListAsync(CenterDb db, CurrentUser user, CancellationToken cancellation)
    {
        var sites = Sight.Sites(db, user);
        var drills = await db.Set<Drill>().Where(drill => sites.Any(site => site.Id == drill.SiteId)).OrderByDescending(drill => drill.StartedAt).Take(MostRows).ToListAsync(cancellation);
        return [.. drills.Select(drill => Row(drill, user))];
    }

    private static async Task<IReadOnlyList<ProofRow>> ProofsAsync(CenterDb db, CurrentUser user, CancellationToken cancellation)
    {
        var sites = Sight.Sites(db, user);
        var proofs = await db.Set<ProofRun>().Where(proof => sites.Any(site => site.Id == proof.SiteId)).OrderByDescending(proof => proof.DueAt).Take(MostRows).ToListAsync(cancellation);
        return [.. proofs.Select(p => new ProofRow(p.Id, p.SiteId, p.IncidentId, p.DueAt, p.StartedAt, p.EndedAt, p.State, ChainResult.Parse(p.Result)))];
    }

    private static DrillRow Row(Drill drill, CurrentUser user) => new(
        drill.Id, DrillMark.Of(new(drill.Title, drill.Title), isDrill: true), drill.StartedAt, drill.EndedAt, drill.By, drill.Scenario, drill.SiteId, drill.Id,
        ChainResult.Parse(drill.Result), drill.EndedAt is null && user.May(CenterAct.StartDrill) ? ["end"] : []);

    private sealed record StartBody(string? Scenario, string? Site, string? Title);
}

/// <summary>As <c>Drill</c> in api/types, and its site.</summary>
internal sealed record DrillRow(
    string Id, LocalizedText Title, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string By, string Scenario, string Site, string? Incident, ChainResult? Result, IReadOnlyList<string> May);

internal sealed record ProofRow(
    string Id, string Site, string Incident, DateTimeOffset DueAt, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, ProofState State, ChainResult? Result);
