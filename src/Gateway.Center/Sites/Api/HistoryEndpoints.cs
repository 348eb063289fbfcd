using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Sites.History;
using Gateway.Pipeline.Ports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Sites.Api;

/// <summary>History of one point.</summary>
internal static class HistoryEndpoints
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(3660);
    private static readonly TimeSpan s_usual = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/sites/{id}/points/{point}/history", HistoryAsync).Needs(CenterAct.See);

    private static async Task<Results<Ok<PointHistory>, NotFound, ProblemHttpResult>> HistoryAsync(
        string id, string point, DateTimeOffset? from, DateTimeOffset? to, string? resolution, int? limit, HttpContext context, CenterStore store,
        PointHistories histories, TimeProvider time, CancellationToken cancellation)
    {
        var end = to ?? time.GetUtcNow();
        var start = from ?? end - s_usual;
        if (start >= end || end - start > s_longest)
        {
            return SiteProblems.Of("span", new("时间段须为正且不超过十年", "the span must be above zero and at most ten years"));
        }

        if (!TryRead(resolution, out var asked) || limit is < 1)
        {
            return SiteProblems.Of("resolution", new("分辨率为 raw、minute 或 hour，数量至少为 1", "resolution is raw, minute or hour, limit at least 1"));
        }

        var found = await store.ReadAsync(
            async db => await FindAsync(db, context.User(), id, point, cancellation) is { } known
                ? await histories.OfAsync(db, known, new HistoryQuestion(start, end, asked, limit), cancellation) : null,
            cancellation);
        return found is null ? TypedResults.NotFound() : TypedResults.Ok(found);
    }

    private static async Task<SitePoint?> FindAsync(CenterDb db, CurrentUser user, string site, string point, CancellationToken cancellation) =>
        await SiteCards.FindAsync(db, user, site, cancellation) is null
            ? null
            : await db.Set<SitePoint>().Where(p => p.SiteId == site && p.PointId == point).OrderBy(p => p.RemovedAt == null ? 0 : 1).FirstOrDefaultAsync(cancellation);

    private static bool TryRead(string? text, out HistoryResolution? resolution)
    {
        resolution = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        resolution = text switch
        {
            "raw" => HistoryResolution.Raw,
            "minute" => HistoryResolution.Minute,
            "hour" => HistoryResolution.Hour,
            _ => null,
        };
        return resolution is not null;
    }
}
