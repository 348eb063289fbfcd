using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ledger.Reading;

/// <summary>What of the ledger is asked for; every part may be absent.</summary>
/// <param name="Kind">Beginning of the kind, for example <c>call.</c>.</param>
/// <param name="After">Sequence to go on below: pages run from the newest down.</param>
public sealed record LedgerFilter(DateTimeOffset? From, DateTimeOffset? To, string? Site, string? Kind, string? Subject, long? After, int? Limit)
{
    /// <summary>1 to 500. Default 100.</summary>
    public int Take => Math.Clamp(Limit ?? 100, 1, 500);

    public IQueryable<LedgerEntry> Apply(IQueryable<LedgerEntry> entries)
    {
        var (from, to, site, kind, subject) = (From, To, Site, Kind, Subject);
        entries = from is { } first ? entries.Where(entry => entry.Time >= first) : entries;
        entries = to is { } end ? entries.Where(entry => entry.Time < end) : entries;
        entries = site is { Length: > 0 } ? entries.Where(entry => entry.Site == site) : entries;
        entries = kind is { Length: > 0 } ? entries.Where(entry => entry.Kind.StartsWith(kind)) : entries;
        return subject is { Length: > 0 } ? entries.Where(entry => entry.Subject == subject) : entries;
    }
}

/// <summary>Which entries an account may read.</summary>
public static class LedgerSight
{
    /// <summary>Facts about accounts, sessions and keys: for those who may see the audit trail only.</summary>
    private static readonly string[] s_audit = ["account.", "session.", "access.", "setup.", "exchange."];

    public static bool IsAudit(string kind) => s_audit.Any(prefix => kind.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>True for a scope that covers the county: it also sees facts that concern no unit.</summary>
    public static bool IsWholeCounty(string scope, CenterOptions options) => scope == "/" || scope == $"/{options.County.Id}/";

    public static IQueryable<LedgerEntry> Of(CenterDb db, CurrentUser user, CenterOptions options)
    {
        var entries = InScope(db, user.ScopePath, user.Industry, options);
        return user.May(CenterAct.SeeAudit) ? entries : WithoutAudit(entries);
    }

    public static IQueryable<LedgerEntry> WithoutAudit(IQueryable<LedgerEntry> entries) =>
        s_audit.Aggregate(entries, (left, prefix) => left.Where(entry => !entry.Kind.StartsWith(prefix)));

    public static IQueryable<LedgerEntry> InScope(CenterDb db, string scope, string? industry, CenterOptions options)
    {
        IQueryable<LedgerEntry> entries = db.Set<LedgerEntry>();
        entries = IsWholeCounty(scope, options) ? entries : entries.Where(entry => entry.UnitPath.StartsWith(scope));
        return industry is null
            ? entries
            : entries.Where(entry => entry.Site == null || db.Set<Site>().Any(site => site.Id == entry.Site && (site.Industry == null || site.Industry == industry)));
    }
}
