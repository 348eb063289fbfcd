using System.Globalization;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Evidence;

/// <param name="Incident">With it, <paramref name="From"/> and <paramref name="To"/> may be absent: half an hour before it opened until it was released.</param>
public sealed record EvidenceRequest(string? Site, DateTimeOffset? From, DateTimeOffset? To, string? Incident);

/// <summary>Making and fetching evidence packages.</summary>
internal static class EvidenceEndpoints
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(31);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/evidence", MakeAsync).Needs(CenterAct.ExportEvidence);
        api.MapGet("/evidence/{id}.zip", Fetch).Needs(CenterAct.ExportEvidence);
    }

    private static async Task<IResult> MakeAsync(HttpContext context, EvidenceRequest request, CenterStore store, EvidenceBuilder builder, EvidenceFolder folder, TimeProvider time)
    {
        var (user, cancellation) = (context.User(), context.RequestAborted);
        var incident = request.Incident is { } wanted ? await store.ReadAsync(db => db.Set<Incident>().FirstOrDefaultAsync(i => i.Id == wanted, cancellation), cancellation) : null;
        var siteId = request.Site ?? incident?.SiteId;
        var site = await store.ReadAsync(db => db.Set<Site>().FirstOrDefaultAsync(s => s.Id == siteId, cancellation), cancellation);
        if (site is null || !user.Sees(site.UnitPath, site.Industry) || (request.Incident is not null && incident?.SiteId != site.Id))
        {
            return TypedResults.NotFound();
        }

        var now = time.GetUtcNow();
        var from = request.From ?? incident?.OpenedAt.AddMinutes(-30);
        var to = request.To ?? incident?.ReleasedAt ?? now;
        if (from is not { } first || first >= to || to > now || to - first > s_longest)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status400BadRequest, title: "时间范围：from 早于 to，to 不晚于现在，至多 31 天 / window: from before to, to not in the future, 31 days at most",
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "evidence.window", ["why"] = new { Zh = "时间范围有误", En = "the window is wrong" } });
        }

        var window = new EvidenceWindow(site, first.ToUniversalTime(), to.ToUniversalTime(), request.Incident, user);
        var id = string.Create(CultureInfo.InvariantCulture, $"{site.Id}-{first.UtcDateTime:yyyyMMdd'T'HHmmss}-{Guid.CreateVersion7(now):N}");
        var sha256 = await builder.BuildAsync(window, folder.PathOf(id), cancellation);
        await RecordAsync(store, window, id, sha256);
        context.Response.Headers["X-Evidence-Sha256"] = sha256;
        return TypedResults.PhysicalFile(folder.PathOf(id), "application/zip", id + ".zip");
    }

    private static Task RecordAsync(CenterStore store, EvidenceWindow window, string id, string sha256) => store.WriteAsync(
        work =>
        {
            work.Record(
                new LedgerFact("evidence.exported", id) { Site = window.Site.Id, UnitPath = window.Site.UnitPath, Actor = window.User.Account },
                new { window.From, window.To, window.Incident, Sha256 = sha256 });
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private static async Task<IResult> Fetch(HttpContext context, string id, CenterStore store, EvidenceFolder folder, CenterOptions options)
    {
        var user = context.User();
        var known = await store.ReadAsync(
            db => Ledger.Reading.LedgerSight.InScope(db, user.ScopePath, user.Industry, options)
                .AnyAsync(entry => entry.Kind == "evidence.exported" && entry.Subject == id, context.RequestAborted),
            context.RequestAborted);
        return known && File.Exists(folder.PathOf(id)) ? TypedResults.PhysicalFile(folder.PathOf(id), "application/zip", id + ".zip") : TypedResults.NotFound();
    }
}

/// <summary>Where packages lie: <c>evidence</c> in the data folder; <see cref="EvidenceDuty"/> removes old ones.</summary>
internal sealed class EvidenceFolder
{
    private readonly string _folder;

    public EvidenceFolder(CenterOptions options)
    {
        _folder = Path.GetFullPath(Path.Combine(options.Storage.Folder, "evidence"));
        Directory.CreateDirectory(_folder);
    }

    public IReadOnlyList<FileInfo> Packages() => new DirectoryInfo(_folder).GetFiles("*.zip");

    /// <param name="id">Known to the ledger: never a name somebody sent.</param>
    public string PathOf(string id) => Path.Combine(_folder, id + ".zip");
}
