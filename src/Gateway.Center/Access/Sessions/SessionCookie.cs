using Gateway.Center.Configuration;

namespace Gateway.Center.Access.Sessions;

/// <summary>The cookie that carries the token: no script reads it, no other site's page sends it, over HTTPS only where there is HTTPS.</summary>
internal sealed class SessionCookie(CenterOptions options)
{
    // The prefix makes browsers refuse one that another host of the domain has set.
    private string Name => options.Web.IsSecure ? "__Host-center" : "center";

    public string? Read(HttpRequest request) => request.Cookies[Name] is { Length: SessionToken.Characters } token ? token : null;

    public void Write(HttpResponse response, string token) => response.Cookies.Append(Name, token, Attributes());

    public void Remove(HttpResponse response) => response.Cookies.Delete(Name, Attributes());

    private CookieOptions Attributes() => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = options.Web.IsSecure, Path = "/", IsEssential = true };
}
