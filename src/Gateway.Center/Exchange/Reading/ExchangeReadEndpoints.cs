using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Exchange.Access;
using Gateway.Center.Exchange.Cap;
using Gateway.Center.Ingest;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Notifications.Cap;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Reading;

/// <summary>What other platforms read. Lists are bounded; whoever wants all follows <c>changes</c>.</summary>
internal static class ExchangeReadEndpoints
{
    private const int Most = 1_000;

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/sites", SitesAsync).Takes(ExchangeRights.Sites);
        group.MapGet("/sites/{site}/points", PointsAsync).Takes(ExchangeRights.Sites);
        group.MapGet("/sites/{site}/values", ValuesAsync).Takes(ExchangeRights.Values);
        group.MapGet("/devices", DevicesAsync).Takes(ExchangeRights.Sites);
        group.MapGet("/availability", AvailabilityAsync).Takes(ExchangeRights.Sites);
        group.MapGet("/warnings", WarningsAsync).Takes(ExchangeRights.Warnings);
        group.MapGet("/incidents", IncidentsAsync).Takes(ExchangeRights.Warnings);
        group.MapGet("/changes", ChangesAsync).Takes(ExchangeRights.None);
        group.MapGet("/handling", (HttpContext context, CenterStore store, ExchangeFeed feed, long? after, int? limit) =>
            FactsAsync(context, store, feed, ExchangeRights.Handling, after, limit)).Takes(ExchangeRights.Handling);
        group.MapGet("/dangers", (HttpContext context, CenterStore store, ExchangeFeed feed, long? after, int? limit) =>
            FactsAsync(context, store, feed, ExchangeRights.Dangers, after, limit)).Takes(ExchangeRights.Dangers);
        group.MapGet("/cap/feed.atom", (HttpContext context, CenterStore store, IncidentCap cap, TimeProvider time, string? tier, bool? drills) =>
            CapEndpoints.FeedAsync(context, store, cap, time, context.Token().ScopePath, null, tier, drills ?? false)).Takes(ExchangeRights.Warnings);
        group.MapGet("/cap/{incident}.xml", CapAsync).Takes(ExchangeRights.Warnings);
    }

    private static IQueryable<Site> InScope(CenterDb db, string scope) => db.Set<Site>().Where(site => site.UnitPath.StartsWith(scope));

    private static Task<List<Site>> SitesOfAsync(HttpContext context, CenterStore store)
    {
        var scope = context.Token().ScopePath;
        return store.ReadAsync(db => InScope(db, scope).OrderBy(site => site.Id).ToListAsync(context.RequestAborted), context.RequestAborted);
    }

    private static async Task<IResult> SitesAsync(HttpContext context, CenterStore store) =>
        TypedResults.Ok((await SitesOfAsync(context, store)).Select(ExchangeSite.Of));

    private static async Task<IResult> PointsAsync(HttpContext context, string site, CenterStore store)
    {
        var scope = context.Token().ScopePath;
        var points = await store.ReadAsync<List<SitePoint>?>(
            async db => await InScope(db, scope).AnyAsync(known => known.Id == site, context.RequestAborted)
                ? await db.Set<SitePoint>().Where(point => point.SiteId == site && point.RemovedAt == null).OrderBy(point => point.EdgeId).ThenBy(point => point.PointId).ToListAsync(context.RequestAborted)
                : null,
            context.RequestAborted);
        return points is null ? TypedResults.NotFound() : TypedResults.Ok(points.Select(ExchangePoint.Of));
    }

    private static async Task<IResult> ValuesAsync(HttpContext context, string site, CenterStore store, IEnumerable<ILiveValues> live)
    {
        var scope = context.Token().ScopePath;
        return await store.ReadAsync(db => InScope(db, scope).AnyAsync(known => known.Id == site, context.RequestAborted), context.RequestAborted)
            ? TypedResults.Ok(live.SelectMany(values => values.OfSite(site)).Select(ExchangeValue.Of))
            : TypedResults.NotFound();
    }

    private static async Task<IResult> DevicesAsync(HttpContext context, CenterStore store)
    {
        var scope = context.Token().ScopePath;
        var edges = await store.ReadAsync(
            db => db.Set<EdgeBox>().Where(edge => InScope(db, scope).Any(site => site.Id == edge.SiteId)).OrderBy(edge => edge.SiteId).ThenBy(edge => edge.EdgeId).ToListAsync(context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(edges.Select(ExchangeDevice.Of));
    }

    /// <summary>Of now: how many gateways are heard, how many points have a good value.</summary>
    private static async Task<IResult> AvailabilityAsync(HttpContext context, CenterStore store, IEnumerable<ILiveValues> live, TimeProvider time)
    {
        var sites = await SitesOfAsync(context, store);
        var edges = await store.ReadAsync(db => db.Set<EdgeBox>().ToListAsync(context.RequestAborted), context.RequestAborted);
        var points = await store.ReadAsync(
            db => db.Set<SitePoint>().Where(point => point.RemovedAt == null).GroupBy(point => point.SiteId).Select(group => new { Site = group.Key, Count = group.Count() }).ToListAsync(context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(sites.Select(site =>
        {
            var mine = edges.Where(edge => edge.SiteId == site.Id).ToList();
            var good = live.SelectMany(values => values.OfSite(site.Id)).Count(value => value.Quality == Gateway.Core.Measurements.Quality.Good);
            return new ExchangeAvailability(
                site.Id, time.GetUtcNow(), mine.Count, mine.Count(edge => edge.State == LinkState.Online), points.FirstOrDefault(count => count.Site == site.Id)?.Count ?? 0, good);
        }));
    }

    private static async Task<IResult> WarningsAsync(HttpContext context, CenterStore store, DateTimeOffset? from, DateTimeOffset? to, int? limit)
    {
        var (scope, first, end) = (context.Token().ScopePath, from ?? DateTimeOffset.UnixEpoch, to ?? DateTimeOffset.MaxValue);
        var warnings = await store.ReadAsync(
            db => db.Set<Warning>().Where(warning => warning.UnitPath.StartsWith(scope) && warning.ReceivedTime >= first && warning.ReceivedTime < end)
                .OrderBy(warning => warning.ReceivedTime).ThenBy(warning => warning.Key).Take(Bound(limit)).ToListAsync(context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(warnings.Select(ExchangeWarning.Of));
    }

    private static async Task<IResult> IncidentsAsync(HttpContext context, CenterStore store, DateTimeOffset? from, DateTimeOffset? to, int? limit)
    {
        var (scope, first, end) = (context.Token().ScopePath, from ?? DateTimeOffset.UnixEpoch, to ?? DateTimeOffset.MaxValue);
        var incidents = await store.ReadAsync(
            db => db.Set<Incident>().Where(incident => incident.UnitPath.StartsWith(scope) && incident.OpenedAt >= first && incident.OpenedAt < end)
                .OrderBy(incident => incident.OpenedAt).ThenBy(incident => incident.Id).Take(Bound(limit)).ToListAsync(context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(incidents.Select(ExchangeIncident.Of));
    }

    private static async Task<IResult> ChangesAsync(HttpContext context, CenterStore store, ExchangeFeed feed, long? after, int? limit) =>
        await FactsAsync(context, store, feed, context.Token().Rights, after, limit);

    private static async Task<IResult> FactsAsync(HttpContext context, CenterStore store, ExchangeFeed feed, ExchangeRights rights, long? after, int? limit) =>
        TypedResults.Ok(await store.ReadAsync(
            db => feed.AfterAsync(db, context.Token().ScopePath, ExchangeFeed.Prefixes(rights), Math.Max(0, after ?? 0), Bound(limit), context.RequestAborted), context.RequestAborted));

    private static async Task<IResult> CapAsync(HttpContext context, string incident, CenterStore store, IncidentCap cap)
    {
        var scope = context.Token().ScopePath;
        var messages = await CapEndpoints.MessagesAsync(store, cap, incident, (path, _) => path.StartsWith(scope, StringComparison.Ordinal), context.RequestAborted);
        return messages.Count > 0 ? TypedResults.Bytes(CapWriter.Write(messages[^1]), CapEndpoints.ContentType) : TypedResults.NotFound();
    }

    private static int Bound(int? limit) => Math.Clamp(limit ?? 100, 1, Most);
}
