using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Clocks.Views;

/// <summary>What of the clocks an account sees.</summary>
internal static class ClockScope
{
    public static IQueryable<ReportClock> ClocksOf(this CenterDb db, CurrentUser user)
    {
        var scope = user.ScopePath;
        var industry = user.Industry;
        return db.Set<ReportClock>().Where(clock => clock.UnitPath.StartsWith(scope)
            && (industry == null || !db.Set<Site>().Any(site => site.Id == clock.SiteId && site.Industry != null && site.Industry != industry)));
    }
}
