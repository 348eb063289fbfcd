using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Gateway.Center.Access.Sessions;

/// <summary>Knows a caller by the cookie of a running session. Role and scope are read anew at each request, so that a change holds at once.</summary>
internal sealed class SessionSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SessionBook book, SessionCookie cookie)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookie.Read(Request) is not { } token || await book.FindAsync(token, Context.RequestAborted) is not { } running)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(running);
        var principal = new ClaimsPrincipal(new ClaimsIdentity(Claims(running), SchemeName));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }

    /// <summary>Who must still choose a password has a name but no role: nothing of the API knows him.</summary>
    private static IEnumerable<Claim> Claims(RunningSession running) =>
        running.Account.MustChangePassword ? [new Claim(ClaimTypes.Name, running.Account.Id)] : running.User.ToClaims();
}
