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
        string id, string point, string? edge, DateTimeOffset? from, DateTimeOffset? to, string? resolution, int? limit, HttpContext context, CenterStore store,
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

        var known = await store.ReadAsync(db => FindAsync(db, context.User(), id, edge, point, cancellation), cancellation);
        if (known.Count > 1)
        {
            var edges = string.Join(", ", known.Select(one => one.EdgeId));
            return SiteProblems.Of(
                "edge", new($"多个网关有编号为 {point} 的测点：请用 edge 指明其一：{edges}", $"several gateways have a point {point}: say which with edge: {edges}"));
        }

        return known.Count == 0 ? TypedResults.NotFound() : TypedResults.Ok(
            await store.ReadAsync(db => histories.OfAsync(db, known[0], new HistoryQuestion(start, end, asked, limit), cancellation), cancellation));
    }

    /// <summary>All points that may be meant: those there are before those that were removed; none when the site is not in sight.</summary>
    /// <param name="edge">Gateway; null = any.</param>
    private static async Task<List<SitePoint>> FindAsync(CenterDb db, CurrentUser user, string site, string? edge, string point, CancellationToken cancellation)
    {
        if (await SiteCards.FindAsync(db, user, site, cancellation) is null)
        {
            return [];
        }

        var all = await db.Set<SitePoint>().Where(p => p.SiteId == site && p.PointId == point && (edge == null || p.EdgeId == edge)).OrderBy(p => p.EdgeId)
            .ToListAsync(cancellation);
        var present = all.FindAll(p => p.RemovedAt is null);
        return present.Count > 0 ? present : all;
    }

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
