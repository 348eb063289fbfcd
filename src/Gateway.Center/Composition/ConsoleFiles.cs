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
        // The ids in paths of pages may hold dots; the usual pattern would take them for files.
        web.MapFallback("{*path}", context => ServePageAsync(context, files));
    }

    private static Task ServePageAsync(HttpContext context, PhysicalFileProvider files)
    {
        var page = files.GetFileInfo("index.html");
        var isPage = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isPage || !page.Exists || s_notPages.Any(start => context.Request.Path.StartsWithSegments(start)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(page);
    }
}
