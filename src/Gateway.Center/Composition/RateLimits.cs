using System.Threading.RateLimiting;
using Gateway.Center.Access;

namespace Gateway.Center.Composition;

/// <summary>How often one caller may ask: hard where somebody could guess (sign-in, set-up, answer links), generous for a console in a storm of warnings.</summary>
internal static class RateLimits
{
    public static void Add(IServiceCollection services, AccessOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, options));
        limiter.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0");
            await CenterProblem.Of(StatusCodes.Status429TooManyRequests, "too.many", "请求过于频繁，请稍后再试", "too many requests; try again later")
                .ExecuteAsync(context.HttpContext);
        };
    });

    private static RateLimitPartition<string> Partition(HttpContext context, AccessOptions options)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var path = context.Request.Path;
        if (IsGuess(context.Request))
        {
            return PerMinute("guess " + address, options.SignInsPerMinute);
        }

        if (path.StartsWithSegments("/answer") || path.StartsWithSegments("/api/v1/answer"))
        {
            return PerMinute("answer " + address, options.AnswersPerMinute);
        }

        if (path.StartsWithSegments("/api/exchange"))
        {
            return Steady("exchange " + address, options.ExchangePerMinute);
        }

        // A package takes the history and the ledger of weeks: cheap to ask for, dear to make.
        if (HttpMethods.IsPost(context.Request.Method) && path.StartsWithSegments("/api/v1/evidence"))
        {
            return PerMinute("evidence " + (CurrentUser.Of(context.User)?.Account ?? address), options.EvidencePerMinute);
        }

        var isApi = path.StartsWithSegments("/api") || path.StartsWithSegments("/live");
        return isApi ? Steady(CurrentUser.Of(context.User)?.Account is { } account ? "account " + account : "address " + address, options.CallsPerMinute)
            : RateLimitPartition.GetNoLimiter("");
    }

    private static bool IsGuess(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && (request.Path.StartsWithSegments("/api/v1/session") || request.Path.StartsWithSegments("/api/v1/setup")
            || request.Path.StartsWithSegments("/api/v1/enrol"));

    private static RateLimitPartition<string> PerMinute(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });

    private static RateLimitPartition<string> Steady(string key, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perMinute, TokensPerPeriod = Math.Max(1, perMinute / 60), ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    });
}
