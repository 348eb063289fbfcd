using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Core.Measurements;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Sites.Api;

/// <summary>Sites: the list, the page, placing one, and what of it is complete.</summary>
internal static class SiteEndpoints
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sites", ListAsync).Needs(CenterAct.See);
        api.MapGet("/sites/{id}", PageAsync).Needs(CenterAct.See);
        api.MapPut("/sites/{id}", PlaceAsync).Needs(CenterAct.ManageOrganisation);
        api.MapGet("/sites/{id}/completeness", CompletenessAsync).Needs(CenterAct.See);
    }

    private static async Task<Ok<IReadOnlyList<SiteCard>>> ListAsync(HttpContext context, CenterStore store, SiteCards cards, CancellationToken cancellation) =>
        TypedResults.Ok(await store.ReadAsync(db => cards.OfAsync(db, context.User(), cancellation), cancellation));

    private static async Task<Results<Ok<SiteView>, NotFound>> PageAsync(
        string id, HttpContext context, CenterStore store, SitePages pages, CancellationToken cancellation)
    {
        var view = await store.ReadAsync(
            async db => await SiteCards.FindAsync(db, context.User(), id, cancellation) is { } site ? await pages.OfAsync(db, site, cancellation) : null, cancellation);
        return view is null ? TypedResults.NotFound() : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<CompletenessView>, NotFound>> CompletenessAsync(
        string id, DateTimeOffset? from, DateTimeOffset? to, HttpContext context, CenterStore store, Completeness completeness, TimeProvider time,
        CancellationToken cancellation)
    {
        var found = await store.ReadAsync(
            async db => await SiteCards.FindAsync(db, context.User(), id, cancellation) is null
                ? null : await completeness.OfAsync(db, id, from ?? (to ?? time.GetUtcNow()) - s_day, to, cancellation),
            cancellation);
        return found is null ? TypedResults.NotFound() : TypedResults.Ok(CompletenessView.Of(found));
    }

    private static async Task<Results<Ok<SiteView>, NotFound, ProblemHttpResult>> PlaceAsync(
        string id, SitePlacement placement, HttpContext context, CenterStore store, SitePages pages, CancellationToken cancellation)
    {
        var user = context.User();
        if (!LinkIds.IsId(id) || id == Ingest.Watch.CountySite.Id)
        {
            return TypedResults.NotFound();
        }

        var (errors, isHidden) = await store.WriteAsync(work => PutAsync(work, id, placement, user), cancellation);
        return isHidden ? TypedResults.NotFound() : errors.Count > 0 ? SiteProblems.Fields(errors) : await PlacedAsync(store, pages, id, cancellation);
    }

    private static async Task<Ok<SiteView>> PlacedAsync(CenterStore store, SitePages pages, string id, CancellationToken cancellation) => TypedResults.Ok(
        await store.ReadAsync(async db => await pages.OfAsync(db, await db.Set<Site>().SingleAsync(site => site.Id == id, cancellation), cancellation), cancellation));

    private static async Task<(List<FieldError> Errors, bool IsHidden)> PutAsync(CenterWork work, string id, SitePlacement placement, CurrentUser user)
    {
        var unit = await work.Db.Set<OrgUnit>().FirstOrDefaultAsync(unit => unit.Id == placement.UnitId);
        var site = await work.Db.Set<Site>().FindAsync(id);
        if (site is not null && !user.Sees(site.UnitPath, site.Industry))
        {
            return ([], true);
        }

        var errors = SitePlacementCheck.Of(placement, unit is not null && user.Sees(unit.Path) ? unit : null);
        if (site is null && !LinkIds.IsId(id))
        {
            // It becomes part of topics, addresses and pages.
            errors.Insert(0, new FieldError("id", id.Length <= 64 ? id : id[..64], new("1 到 64 个字母、数字、. _ -", "1 to 64 letters, digits, . _ -")));
        }

        if (errors.Count > 0)
        {
            return (errors, false);
        }

        if (site is null)
        {
            site = new Site { Id = id, UnitId = unit!.Id, UnitPath = unit.Path, NameZh = "", NameEn = "" };
            work.Db.Add(site);
        }

        var before = site.UnitPath;
        Apply(site, placement, unit!);
        work.Record(new LedgerFact("site.placed", id) { Site = id, UnitPath = site.UnitPath, Actor = user.Account }, new { Before = before, Now = placement });
        return ([], false);
    }

    private static void Apply(Site site, SitePlacement placement, OrgUnit unit)
    {
        (site.UnitId, site.UnitPath, site.NameZh, site.NameEn) = (unit.Id, unit.Path, placement.Name!.Zh, placement.Name.En);
        (site.Industry, site.Longitude, site.Latitude) = (placement.Industry, placement.Longitude, placement.Latitude);
        (site.IsWatched, site.IsPlaced) = (placement.Watched, true);
        site.Attributes = placement.Attributes?.GetRawText() ?? site.Attributes;
        site.Scenarios = placement.Scenarios is { } scenarios ? JsonSerializer.Serialize(scenarios, CenterJson.Options) : site.Scenarios;
    }
}

/// <summary><c>Completeness</c> of api/types.</summary>
public sealed record CompletenessView(DateTimeOffset From, DateTimeOffset To, bool Complete, DateTimeOffset? ProvedUpTo, IReadOnlyList<History.GapView> Gaps)
{
    internal static CompletenessView Of(SiteCompleteness found) => new(
        found.From, found.To, found.Complete, found.ProvedUpTo, [.. found.Gaps.Select(gap => new History.GapView(gap.From, gap.To, gap.Reason, gap.Lane, gap.Asked))]);
}

internal static class SiteProblems
{
    public static ProblemHttpResult Fields(IReadOnlyList<FieldError> errors) => Of("fields", new("填写有误", "some fields are wrong"), errors);

    public static ProblemHttpResult Of(string code, LocalizedText why, IReadOnlyList<FieldError>? errors = null) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest, title: why.ToString(),
        extensions: new Dictionary<string, object?> { ["code"] = code, ["why"] = why, ["errors"] = errors });
}
