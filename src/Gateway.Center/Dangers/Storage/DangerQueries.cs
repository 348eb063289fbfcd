using Gateway.Center.Access;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers.Storage;

/// <summary>The questions asked of the hidden dangers again and again.</summary>
internal static class DangerQueries
{
    public static IQueryable<HiddenDanger> DangersOf(this CenterDb db, CurrentUser user)
    {
        var (scope, industry) = (user.ScopePath, user.Industry);
        return db.Set<HiddenDanger>().Where(danger => danger.UnitPath.StartsWith(scope)
            && (industry == null || !db.Set<Site>().Any(site => site.Id == danger.SiteId && site.Industry != null && site.Industry != industry)));
    }

    public static IQueryable<DangerProposal> ProposalsOf(this CenterDb db, CurrentUser user)
    {
        var (scope, industry) = (user.ScopePath, user.Industry);
        return db.Set<DangerProposal>().Where(proposal => proposal.UnitPath.StartsWith(scope)
            && (industry == null || !db.Set<Site>().Any(site => site.Id == proposal.SiteId && site.Industry != null && site.Industry != industry)));
    }

    public static IQueryable<HiddenDanger> Open(CenterDb db) => db.Set<HiddenDanger>().Where(danger => danger.State != DangerState.Closed && danger.State != DangerState.Cancelled);

    public static IQueryable<HiddenDanger> Overdue(CenterDb db, DateTimeOffset now) => Open(db).Where(danger => danger.DueAt < now || danger.ListingDueAt < now);
}
