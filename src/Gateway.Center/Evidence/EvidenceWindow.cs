using Gateway.Center.Access;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;

namespace Gateway.Center.Evidence;

/// <summary>What is to be proved: one site, one stretch of time.</summary>
/// <param name="To">Not part of it.</param>
/// <param name="Incident">The incident it is about; null = all of the window.</param>
public sealed record EvidenceWindow(Site Site, DateTimeOffset From, DateTimeOffset To, string? Incident, CurrentUser User)
{
    // Who was on duty, drills and natural warnings concern the site without being of it.
    private static readonly string[] s_surrounding = ["roster.", "natural.", "drill.", "link.", "edge.", "ledger.", "prejudgement."];

    /// <summary>Whether the entry is shown whole. Nothing of another site, and nothing of accounts, is.</summary>
    public bool Concerns(LedgerEntry entry) =>
        entry.Site == Site.Id || (entry.Site is null && IsSurrounding(entry.Kind) && Site.UnitPath.StartsWith(entry.UnitPath, StringComparison.Ordinal));

    private static bool IsSurrounding(string kind) => s_surrounding.Any(prefix => kind.StartsWith(prefix, StringComparison.Ordinal));
}
