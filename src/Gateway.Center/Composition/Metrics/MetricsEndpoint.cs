using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Exchange.Access;

namespace Gateway.Center.Composition.Metrics;

/// <summary>
/// <c>GET /metrics</c> in the Prometheus text format: for programs of this machine, and for who bears a token with the right <c>metrics</c> over the whole
/// county. Behind a proxy every request may seem to come from this machine, so that only the token counts.
/// </summary>
internal static class MetricsEndpoint
{
    private const string Format = "text/plain; version=0.0.4; charset=utf-8";

    public static void Map(IEndpointRouteBuilder root) => root.MapGet("/metrics", AnswerAsync).WithMetadata(OpenEndpoint.Instance);

    private static async Task<IResult> AnswerAsync(HttpContext context, CenterOptions options, CenterGauges gauges) =>
        IsHere(context, options) ? Answer(gauges) : await ExchangeFilter.FindAsync(context) switch
        {
            null => Unknown(context),
            { ScopePath: "/" } token when token.Rights.HasFlag(ExchangeRights.Metrics) => Answer(gauges),
            _ => CenterProblem.Of(
                StatusCodes.Status403Forbidden, "not.allowed", "令牌没有 metrics 权限，或其范围不是全县（/）", "the token lacks the right metrics, or its scope is not /"),
        };

    private static bool IsHere(HttpContext context, CenterOptions options) =>
        !options.Web.BehindProxy && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    private static IResult Answer(CenterGauges gauges) => Results.Text(gauges.Text.Write(), Format);

    private static IResult Unknown(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return CenterProblem.Of(
            StatusCodes.Status401Unauthorized, "not.signed.in", "只对本机，或持有 metrics 权限的令牌开放", "for this machine, or with a token that has the right metrics");
    }
}
