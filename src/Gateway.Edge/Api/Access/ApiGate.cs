using System.Net;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;

namespace Gateway.Edge.Api.Access;

/// <summary>
/// Decides who may ask the local API. On loopback everybody at the box may look, and act until the first token is made; beyond it nobody may anything without
/// a token. No page of another site can make a browser at the box act, whatever name it gives the box. Thread-safe.
/// </summary>
internal sealed partial class ApiGate(ApiOptions options, ApiTokenFile tokens, SystemEvents events, TimeProvider time, ILogger<ApiGate> logger)
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 200;
    private const int LongestPath = 200;

    private readonly ILogger _logger = logger;
    private readonly RecordLimit _limit = new(time);

    public async Task InvokeAsync(HttpContext context, Func<Task> next)
    {
        var needed = ScopeOf(context.Request);
        if (Refusal(context.Request, needed, out var token) is { } refusal)
        {
            RecordRefused(context.Request, token, refusal.Code);
            if (refusal.Status == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
            }

            await ApiProblems.NotAllowed(refusal.Status, refusal.Code, refusal.Why).ExecuteAsync(context);
            return;
        }

        if (token is not null && needed != ApiScope.Read)
        {
            events.RecordCommand("apiGranted", Target(context.Request), $"token:{token.Name}", token.Id);
        }

        await next();
    }

    /// <summary>What a request takes.</summary>
    internal static ApiScope ScopeOf(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? ApiScope.Read
        : request.Path.StartsWithSegments("/api/v1/reload") || request.Path.StartsWithSegments("/api/v1/offers") ? ApiScope.Configure
        : ApiScope.Act;

    private Refused? Refusal(HttpRequest request, ApiScope needed, out ApiToken? token)
    {
        token = null;
        if (!IsOurName(request.Host))
        {
            return new(StatusCodes.Status421MisdirectedRequest, "host.unknown", new(
                "请求所用的主机名不是本机的；请使用 IP 地址，或把该名称写入 api.allowedHosts", "the host name of the request is not this gateway's: use the IP address, or put the name into api.allowedHosts"));
        }

        if (needed != ApiScope.Read && IsForeignPage(request))
        {
            return new(StatusCodes.Status403Forbidden, "origin.foreign", new("请求来自其他网站的页面", "the request comes from another site's page"));
        }

        var told = request.Headers.Authorization.ToString();
        if (told.Length == 0)
        {
            return options.IsLoopback && (needed == ApiScope.Read || !tokens.IsUsed) ? null : NoToken();
        }

        token = told.StartsWith(Scheme, StringComparison.Ordinal) && told.Length <= LongestToken ? tokens.Find(told[Scheme.Length..].Trim(), time.GetUtcNow()) : null;
        return token is null ? NoToken()
            : token.Scopes.HasFlag(needed) ? null
            : new(StatusCodes.Status403Forbidden, "scope.missing", new($"令牌没有此项权限：{Word(needed)}", $"the token lacks the scope {Word(needed)}"));
    }

    private static Refused NoToken() => new(StatusCodes.Status401Unauthorized, "token.missing", new(
        "需要有效的令牌（Authorization: Bearer …），由 gateway token add 生成", "a token in force is needed (Authorization: Bearer ...), made by gateway token add"));

    // A name that an outsider's DNS points at the box would make its page one of ours: addresses and told names cannot be pointed elsewhere.
    private bool IsOurName(HostString host) =>
        IPAddress.TryParse(host.Host.Trim('[', ']'), out _) || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || options.AllowedHosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase);

    private static bool IsForeignPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
        || (request.Headers.Origin.ToString() is { Length: > 0 } origin && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));

    private void RecordRefused(HttpRequest request, ApiToken? token, string code)
    {
        if (!_limit.May())
        {
            return;
        }

        var address = request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "-";
        LogRefused(Target(request), address, code, tokens.Trouble ?? "");
        events.RecordCommand("apiRefused", Target(request), token is null ? address : $"token:{token.Name}", code);
    }

    private static string Target(HttpRequest request)
    {
        var path = $"{request.Method} {request.Path.ToUriComponent()}";
        return path.Length <= LongestPath ? path : path[..LongestPath];
    }

    private static string Word(ApiScope scope) => ApiJson.NameOf(scope);

    [LoggerMessage(7120, LogLevel.Warning, "The API refused {Request} from {Address}: {Code}. {Trouble}")]
    private partial void LogRefused(string request, string address, string code, string trouble);

    private sealed record Refused(int Status, string Code, LocalizedText Why);
}
