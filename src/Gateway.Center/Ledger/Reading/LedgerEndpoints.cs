using System.Globalization;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Evidence.Csv;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Ledger.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ledger.Reading;

/// <summary>Reading and checking the ledger.</summary>
internal static class LedgerEndpoints
{
    /// <summary>Rows of a CSV file; who needs more narrows the time.</summary>
    private const int MostCsvRows = 200_000;

    private static readonly string[] s_columns = ["sequence", "time", "kind", "subject", "site", "actor", "drill", "body", "hash"];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/ledger", PageAsync).Needs(CenterAct.See);
        api.MapGet("/ledger.csv", CsvAsync).Needs(CenterAct.See);
        api.MapGet("/ledger/verify", VerifyAsync).Needs(CenterAct.See);
        api.MapGet("/ledger/anchors", Anchors).Needs(CenterAct.See);
        api.MapPost("/ledger/anchors", AnchorAsync).Needs(CenterAct.ExportEvidence);
    }

    private static async Task<IResult> PageAsync(HttpContext context, [AsParameters] LedgerFilter filter, CenterStore store, CenterOptions options, LedgerWords words)
    {
        if (Forbidden(context) is { } refusal)
        {
            return refusal;
        }

        var user = context.User();
        var below = filter.After ?? long.MaxValue;
        var entries = await store.ReadAsync(
            db => filter.Apply(LedgerSight.Of(db, user, options)).Where(entry => entry.Sequence < below).OrderByDescending(entry => entry.Sequence)
                .Take(filter.Take + 1).ToListAsync(context.RequestAborted),
            context.RequestAborted);
        var page = entries.Take(filter.Take).ToList();
        var next = entries.Count > page.Count ? page[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new LedgerPage([.. page.Select(entry => words.RowOf(entry))], next, null));
    }

    private static IResult CsvAsync(HttpContext context, [AsParameters] LedgerFilter filter, CenterStore store, CenterOptions options)
    {
        if (Forbidden(context) is { } refusal)
        {
            return refusal;
        }

        var user = context.User();
        return CsvFile.Result(
            "ledger.csv", s_columns,
            csv => store.ReadAsync(
                async db =>
                {
                    var rows = filter.Apply(LedgerSight.Of(db, user, options)).OrderBy(entry => entry.Sequence).Take(MostCsvRows).AsAsyncEnumerable();
                    await foreach (var entry in rows.WithCancellation(context.RequestAborted))
                    {
                        await csv.RowAsync(
                            entry.Sequence, entry.Time, entry.Kind, entry.Subject, entry.Site, entry.Actor, entry.IsDrill, entry.Body,
                            Convert.ToHexStringLower(entry.Hash));
                    }

                    return 0;
                },
                context.RequestAborted));
    }

    private static async Task<IResult> VerifyAsync(HttpContext context, CenterStore store, AnchorFile anchors)
    {
        if (Forbidden(context) is { } refusal)
        {
            return refusal;
        }

        var known = anchors.Read();
        return TypedResults.Ok(await store.ReadAsync(
            db => LedgerVerifier.VerifyAsync(LedgerVerifier.ReadAllAsync(db, 0, context.RequestAborted), known, context.RequestAborted), context.RequestAborted));
    }

    private static IResult Anchors(HttpContext context, AnchorFile anchors) => Forbidden(context) ?? TypedResults.Ok(anchors.Read());

    private static async Task<IResult> AnchorAsync(HttpContext context, AnchorKeeper keeper) =>
        TypedResults.Ok(await keeper.AnchorAsync(context.RequestAborted));

    private static IResult? Forbidden(HttpContext context) =>
        context.User() is var user && (user.May(CenterAct.SeeAudit) || user.May(CenterAct.ExportEvidence))
            ? null
            : TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "无权查看台账 / this account may not read the ledger");
}
