using Microsoft.Extensions.FileProviders;

namespace Gateway.Center.Composition;

/// <summary>The web console: what Vite built into <c>wwwroot</c> beside the program. A path that is no file is a page of the console.</summary>
internal static class ConsoleFiles
{
    // Vite puts a hash of the content into these names: they never change.
    private const string Immutable = "public, max-age=31536000, immutable";
    private static readonly string[] s_notPages = ["/api", "/live", "/answer", "/openapi", "/assets"];

    /// <param name="folder">Where the console was built; one that is not there serves nothing.</param>
    public static void Use(WebApplication web, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var files = new PhysicalFileProvider(folder);
        web.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets") ? Immutable : "no-cache",
        });
        // Not a fallback endpoint: a request that the API refuses for its content type would match that and end as "not there", and ids with dots would be
        // taken for files.
        web.Use((context, next) => context.GetEndpoint() is null && IsPage(context.Request) ? ServePageAsync(context, files) : next(context));
    }

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !s_notPages.Any(start => request.Path.StartsWithSegments(start));

    private static Task ServePageAsync(HttpContext context, PhysicalFileProvider files)
    {
        var page = files.GetFileInfo("index.html");
        if (!page.Exists)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(page);
    }
}
