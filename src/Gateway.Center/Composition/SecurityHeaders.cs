using Gateway.Center.Configuration;

namespace Gateway.Center.Composition;

/// <summary>Headers of every answer: the console runs no script but its own, nobody frames it, and no answer of the API is kept by a cache.</summary>
internal static class SecurityHeaders
{
    // Element Plus sets styles on elements, so inline styles are allowed; inline scripts are not.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; media-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void Use(WebApplication web, CenterOptions options)
    {
        web.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Set(context, options.Web.IsSecure);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Set(HttpContext context, bool secure)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (secure)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }
}
