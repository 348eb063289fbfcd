using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Exchange.Access;
using Gateway.Center.Exchange.Natural;
using Gateway.Center.Ledger.Reading;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Notifications.Cap;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Intake;

/// <summary>What other platforms tell the center. Everything has an id there: what comes twice is stored once and answered 200 instead of 201.</summary>
internal static class IntakeEndpoints
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/natural-warnings", NaturalAsync).Takes(ExchangeRights.TellNatural);
        group.MapPost("/natural-warnings/cap", CapAsync).Takes(ExchangeRights.TellNatural);
        group.MapPost("/power-events", PowerAsync).Takes(ExchangeRights.TellPower);
    }

    public static string ScopeOf(ExchangeToken token, CenterOptions options) => LedgerSight.IsWholeCounty(token.ScopePath, options) ? $"/{options.County.Id}/" : token.ScopePath;

    private static async Task<IResult> NaturalAsync(HttpContext context, NaturalWarningDraft draft, CenterStore store, CenterOptions options, TimeProvider time)
    {
        var errors = new ConfigurationErrors();
        var token = context.Token();
        return NaturalWarningRules.Make(draft, ScopeOf(token, options), $"platform/{token.Id}", time.GetUtcNow(), errors) is { } warning
            ? await TakeAsync(context, store, warning, time)
            : InputProblem.Of(errors);
    }

    private static async Task<IResult> CapAsync(HttpContext context, CenterStore store, CenterOptions options, TimeProvider time)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (body.Length + read > CapReader.MaxBytes)
            {
                return TypedResults.Problem(statusCode: StatusCodes.Status413PayloadTooLarge, title: "至多 256 KB / 256 KB at most");
            }

            body.Write(buffer, 0, read);
        }

        if (CapReader.Read(body.ToArray(), out var errors) is not { } alert)
        {
            return InputProblem.Of(errors.Select(error => (error.Path, error.Found, error.Allowed)));
        }

        var (scope, source) = (ScopeOf(context.Token(), options), $"cap/{context.Token().Id}");
        var outcome = await store.WriteAsync(work => NaturalCap.TakeAsync(work, alert, scope, source, context.Token().Name), context.RequestAborted);
        return TypedResults.Ok(outcome);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, CenterStore store, NaturalWarning warning, TimeProvider time)
    {
        var isNew = await store.WriteAsync(work => NaturalWarningBook.TakeAsync(work, warning, context.Token().Name), context.RequestAborted);
        var view = NaturalWarningView.Of(warning, time.GetUtcNow());
        return isNew ? TypedResults.Created((string?)null, view) : TypedResults.Ok(view);
    }

    private static async Task<IResult> PowerAsync(HttpContext context, PowerEvent told, CenterStore store, TimeProvider time, IEnumerable<IWarningIntake> intakes)
    {
        var errors = new ConfigurationErrors();
        var message = PowerWarning.Make(told, context.Token().Name, time.GetUtcNow(), errors);
        if (message is null || intakes.FirstOrDefault() is not { } intake)
        {
            return errors.Any ? InputProblem.Of(errors) : TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        var scope = context.Token().ScopePath;
        var site = await store.ReadAsync(db => db.Set<Site>().FirstOrDefaultAsync(known => known.Id == told.Site && known.UnitPath.StartsWith(scope), context.RequestAborted), context.RequestAborted);
        if (site is null)
        {
            return TypedResults.NotFound();
        }

        var old = time.GetUtcNow() - message.EventTime > TimeSpan.FromMinutes(10);
        var taken = await store.WriteAsync(
            work => intake.TakeAsync(work, site, $"platform-{context.Token().Id}", message, new WarningOrigin(IsHistorical: old)), context.RequestAborted);
        return taken is null ? TypedResults.Ok() : TypedResults.Created((string?)null, new { taken.Key });
    }
}
