using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger.Reading;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Natural;

/// <summary>Warnings about nature, for the console.</summary>
internal static class NaturalWarningEndpoints
{
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/natural-warnings", ListAsync).Needs(CenterAct.See);
        api.MapPost("/natural-warnings", EnterAsync).Needs(CenterAct.EnterNaturalWarning);
        api.MapPut("/natural-warnings/{id}/end", EndAsync).Needs(CenterAct.EnterNaturalWarning);
    }

    /// <summary>What concerns the caller: for its own units, or for one above them. Newest first.</summary>
    private static async Task<IResult> ListAsync(HttpContext context, CenterStore store, TimeProvider time)
    {
        var scope = context.User().ScopePath;
        var warnings = await store.ReadAsync(
            db => db.Set<NaturalWarning>().Where(warning => warning.UnitPath.StartsWith(scope) || scope.StartsWith(warning.UnitPath))
                .OrderByDescending(warning => warning.From).Take(Most).ToListAsync(context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(warnings.Select(warning => NaturalWarningView.Of(warning, time.GetUtcNow())));
    }

    private static async Task<IResult> EnterAsync(HttpContext context, NaturalWarningDraft draft, CenterStore store, TimeProvider time, CenterOptions options)
    {
        var user = context.User();
        var scope = LedgerSight.IsWholeCounty(user.ScopePath, options) ? $"/{options.County.Id}/" : user.ScopePath;
        var errors = new ConfigurationErrors();
        if (NaturalWarningRules.Make(draft, scope, null, time.GetUtcNow(), errors) is not { } warning)
        {
            return InputProblem.Of(errors);
        }

        await store.WriteAsync(work => NaturalWarningBook.TakeAsync(work, warning, user.Account), context.RequestAborted);
        return TypedResults.Created($"/api/v1/natural-warnings/{warning.Id}", NaturalWarningView.Of(warning, time.GetUtcNow()));
    }

    private static Task<IResult> EndAsync(HttpContext context, string id, CenterStore store)
    {
        var user = context.User();
        return store.WriteAsync<IResult>(
            async work =>
            {
                var warning = await work.Db.Set<NaturalWarning>().FirstOrDefaultAsync(known => known.Id == id);
                if (warning is null || !user.Sees(warning.UnitPath))
                {
                    return TypedResults.NotFound();
                }

                if (warning.EndedAt is not null || warning.Until <= work.Now)
                {
                    return InputProblem.Conflict("natural.ended", "该预警已经结束", "that warning is over");
                }

                NaturalWarningBook.End(work, warning, user.Account);
                return TypedResults.Ok(NaturalWarningView.Of(warning, work.Now));
            },
            context.RequestAborted);
    }
}
