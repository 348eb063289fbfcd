using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Overview;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Natural;

/// <summary>Notes in the ledger, once, that the time of a warning is over.</summary>
internal sealed class NaturalWarningDuty(CenterStore store) : ICenterDuty
{
    public string Name => "natural-warnings";

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (await store.ReadAsync(db => Over(db, now).AnyAsync(cancellation), cancellation))
        {
            await store.WriteAsync(
                async work =>
                {
                    foreach (var warning in await Over(work.Db, work.Now).ToListAsync(cancellation))
                    {
                        warning.ClosedAt = work.Now;
                        NaturalWarningBook.Record(work, warning, "natural.ended", null);
                    }
                },
                cancellation);
        }
    }

    private static IQueryable<NaturalWarning> Over(CenterDb db, DateTimeOffset now) =>
        db.Set<NaturalWarning>().Where(warning => warning.ClosedAt == null && warning.Until != null && warning.Until <= now);
}

/// <summary>Relays what is in force to the sites of its area: one item each, on the list of what needs a hand.</summary>
internal sealed class NaturalWarningPart : IOverviewPart
{
    private const int MostSites = 200;

    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var scope = user.ScopePath;
        var warnings = await NaturalWarningBook.InForce(db, now).Where(warning => warning.UnitPath.StartsWith(scope) || scope.StartsWith(warning.UnitPath)).ToListAsync(cancellation);
        foreach (var warning in warnings)
        {
            var (area, industry) = (warning.UnitPath, user.Industry);
            var sites = await db.Set<Site>().Where(site => site.UnitPath.StartsWith(area) && site.UnitPath.StartsWith(scope) && (industry == null || site.Industry == null || site.Industry == industry))
                .OrderBy(site => site.Id).Select(site => new { site.Id, site.NameZh, site.NameEn }).Take(MostSites).ToListAsync(cancellation);
            draft.Hand.AddRange(
                sites.Select(site => new HandItem(
                    "incident", $"natural/{warning.Id}", warning.Tier, new($"{warning.HeadlineZh}：{site.NameZh}", $"{warning.HeadlineEn}: {site.NameEn}"), site.Id, warning.From, warning.Until)));
        }
    }
}
