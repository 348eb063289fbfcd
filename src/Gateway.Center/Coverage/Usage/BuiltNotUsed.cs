using Gateway.Center.Access;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Coverage.Usage;

/// <summary>Signs that a system was built and is not used (建而不用), per connected site. What each word means stands at <see cref="Words"/>.</summary>
internal sealed class BuiltNotUsed
{
    /// <summary>Ours: below half of the time online, or half of what is fitted in use, or half of the incidents acknowledged.</summary>
    public const double Half = 0.5;

    /// <summary>Ours: a tenth of the time without readings.</summary>
    public const double MostHoles = 0.1;

    private readonly List<Account> _accounts;
    private readonly HashSet<string> _signedIn;
    private readonly ILookup<string, bool> _acknowledged;
    private readonly HashSet<string> _late;

    private BuiltNotUsed(List<Account> accounts, HashSet<string> signedIn, ILookup<string, bool> acknowledged, HashSet<string> late) =>
        (_accounts, _signedIn, _acknowledged, _late) = (accounts, signedIn, acknowledged, late);

    /// <summary>All words, in order of gravity.</summary>
    public static IReadOnlyList<string> Words { get; } = ["offline", "pointsUnused", "dataGaps", "notAcknowledged", "tasksLate", "noAccount", "noSignIn"];

    public static async Task<BuiltNotUsed> ReadAsync(CenterDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var accounts = await db.Set<Account>().AsNoTracking().Where(account => account.Role == CenterRole.Enterprise && !account.IsDisabled).ToListAsync(cancellation);
        var signedIn = await db.Set<LedgerEntry>().AsNoTracking().Where(entry => entry.Kind == "session.began" && entry.Time >= from && entry.Time < to)
            .Select(entry => entry.Subject).Distinct().ToListAsync(cancellation);
        var atSite = db.Set<LedgerEntry>().Where(entry => entry.Kind == "incident.acknowledged-at-site");
        var incidents = await db.Set<Incident>().AsNoTracking()
            .Where(incident => !incident.IsDrill && !incident.IsProof && !incident.IsHistorical && incident.OpenedAt >= from && incident.OpenedAt < to)
            .Select(incident => new { incident.SiteId, Done = incident.AcknowledgedAt != null || atSite.Any(entry => entry.Subject == incident.Id) }).ToListAsync(cancellation);
        var late = await db.Set<HiddenDanger>().AsNoTracking()
            .Where(danger => !danger.IsDrill && danger.State != DangerState.Closed && danger.State != DangerState.Cancelled && danger.DueAt < to)
            .Select(danger => danger.SiteId).Distinct().ToListAsync(cancellation);
        return new(
            accounts, signedIn.ToHashSet(StringComparer.Ordinal), incidents.ToLookup(incident => incident.SiteId, incident => incident.Done, StringComparer.Ordinal),
            late.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Words of what is wrong; a site that was never connected is not built, and has none.</summary>
    public IReadOnlyList<string> Of(Site site, double? online, double? inUse, double holes)
    {
        if (site.ConnectedSince is null)
        {
            return [];
        }

        var mine = _accounts.Where(account => site.UnitPath.StartsWith(account.ScopePath, StringComparison.Ordinal)).ToList();
        var acknowledged = _acknowledged[site.Id].ToList();
        bool[] holds =
        [
            online < Half, inUse < Half, holes > MostHoles, acknowledged.Count > 0 && acknowledged.Count(done => done) < acknowledged.Count * Half,
            _late.Contains(site.Id), mine.Count == 0, mine.Count > 0 && !mine.Exists(account => _signedIn.Contains(account.Id)),
        ];
        return [.. Words.Where((_, index) => holds[index])];
    }
}
