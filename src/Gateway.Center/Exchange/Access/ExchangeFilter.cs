using Gateway.Center.Access;
using Gateway.Center.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Access;

/// <summary>Guards the endpoints for other platforms: <c>Authorization: Bearer …</c>. 401 without a good token, 403 when it may not.</summary>
internal static class ExchangeFilter
{
    private const string Scheme = "Bearer ";
    private const string Item = "exchange-token";

    public static TBuilder Takes<TBuilder>(this TBuilder builder, ExchangeRights right)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new NeededAct(CenterAct.See), new NeededRight(right));
        return builder.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (await FindAsync(http) is not { } token)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer";
                return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "令牌无效或已过期 / no valid token");
            }

            http.Items[Item] = token;
            return token.Rights.HasFlag(right) ? await next(context) : TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: $"令牌没有此项权限：{right} / the token lacks the right {right}");
        });
    }

    /// <summary>The token of a guarded endpoint.</summary>
    public static ExchangeToken Token(this HttpContext context) => (ExchangeToken)context.Items[Item]!;

    /// <summary>The good token a request bears; null when it bears none.</summary>
    public static async Task<ExchangeToken?> FindAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal) || header.Length is < 20 or > 200)
        {
            return null;
        }

        var digest = ExchangeToken.Digest(header[Scheme.Length..].Trim());
        var token = await context.RequestServices.GetRequiredService<CenterStore>()
            .ReadAsync(db => db.Set<ExchangeToken>().FirstOrDefaultAsync(known => known.Hash == digest, context.RequestAborted), context.RequestAborted);
        return token?.IsGoodAt(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()) == true ? token : null;
    }
}

/// <summary>Metadata of an endpoint for other platforms.</summary>
public sealed record NeededRight(ExchangeRights Right);
