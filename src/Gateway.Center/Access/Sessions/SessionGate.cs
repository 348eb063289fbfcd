using Gateway.Center.Composition;

namespace Gateway.Center.Access.Sessions;

/// <summary>Lets a change pass only with the token of its session, and nothing but the choice of a password while one must be chosen.</summary>
internal sealed class SessionGate(RequestDelegate next)
{
    public const string Header = "X-Csrf-Token";

    public Task InvokeAsync(HttpContext context)
    {
        var refusal = Refusal(context);
        return refusal is null ? next(context) : refusal.ExecuteAsync(context);
    }

    private static IResult? Refusal(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata)
        {
            return null;
        }

        var session = context.Features.Get<RunningSession>();
        var isGuarded = metadata.GetMetadata<NeededAct>() is not null;
        var isOwn = metadata.GetMetadata<OwnSessionEndpoint>() is not null;
        var isOurs = isGuarded || isOwn || metadata.GetMetadata<OpenEndpoint>() is not null;
        if (IsChange(context.Request.Method) && isOurs && IsForeign(context.Request))
        {
            return CenterProblem.Of(StatusCodes.Status403Forbidden, "origin.foreign", "请求来自其他网站的页面", "the request comes from another site's page");
        }

        if (session is not null && IsChange(context.Request.Method) && (isGuarded || isOwn)
            && !SessionToken.IsSame(context.Request.Headers[Header], session.Session.Csrf))
        {
            return CenterProblem.Of(
                StatusCodes.Status403Forbidden, "csrf.missing", $"缺少本次登录的 {Header}", $"the session's {Header} is missing or not right");
        }

        return session is { Account.MustChangePassword: true } && isGuarded
            ? CenterProblem.Of(StatusCodes.Status403Forbidden, "password.must.change", "请先修改密码", "choose an own password first")
            : null;
    }

    private static bool IsChange(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    /// <summary>Browsers say it themselves; programs say nothing and hold no cookie.</summary>
    private static bool IsForeign(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
