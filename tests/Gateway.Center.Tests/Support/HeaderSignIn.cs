using System.Security.Claims;
using System.Text.Encodings.Web;
using Gateway.Center.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Center.Tests.Support;

/// <summary>Signs in whoever the headers name, so that a test of a module needs no session. The real sign-in is tested where it is built.</summary>
internal sealed class HeaderSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "header";
    private const string Prefix = "X-Test-";

    public static void Set(HttpClient client, CurrentUser user)
    {
        var headers = client.DefaultRequestHeaders;
        headers.Add(Prefix + "Account", user.Account);
        headers.Add(Prefix + "Role", user.Role.ToString());
        headers.Add(Prefix + "Scope", user.ScopePath);
        headers.Add(Prefix + "Person", user.Person ?? "");
        headers.Add(Prefix + "Industry", user.Industry ?? "");
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? Header(string name) => Request.Headers[Prefix + name].FirstOrDefault() is { Length: > 0 } value ? value : null;
        if (Header("Account") is not { } account)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var user = new CurrentUser(account, Header("Person"), Enum.Parse<CenterRole>(Header("Role")!), Header("Scope")!, Header("Industry"));
        var principal = new ClaimsPrincipal(new ClaimsIdentity(user.ToClaims(), SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName)));
    }
}
