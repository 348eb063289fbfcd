using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Sites;

/// <summary>Cards and counters of the sites; gateways not heard and sites nobody has placed need a hand.</summary>
internal sealed class SitesOverviewPart(SiteCards cards) : IOverviewPart
{
    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var sites = await cards.OfAsync(db, user, cancellation);
        draft.Sites = sites;
        draft.Counters["sites"] = sites.Count;
        draft.Counters["online"] = sites.Count(site => site.Link == LinkState.Online);
        draft.Counters["points"] = sites.Sum(site => site.Points);
        draft.Counters["pointsGood"] = sites.Sum(site => site.PointsGood);
        var seen = sites.ToDictionary(site => site.Id);
        var broken = db.Set<EdgeBox>().Where(edge => edge.LinkTier != WarningTier.None || edge.State == LinkState.Offline || edge.State == LinkState.Silent);
        foreach (var edge in await broken.ToListAsync(cancellation))
        {
            if (seen.TryGetValue(edge.SiteId, out var site))
            {
                draft.Hand.Add(new HandItem(
                    "link", $"{edge.SiteId}/{edge.EdgeId}", edge.LinkTier > WarningTier.Yellow ? edge.LinkTier : WarningTier.Yellow,
                    new LocalizedText($"{site.Name.Zh}：网关 {edge.EdgeId} 无通信", $"{site.Name.En}: gateway {edge.EdgeId} is not heard"), edge.SiteId, edge.StateSince, null));
            }
        }

        foreach (var site in sites.Where(site => !site.Placed))
        {
            draft.Hand.Add(new HandItem(
                "link", site.Id, WarningTier.None, new LocalizedText($"{site.Name.Zh}：已接入，尚未归属单位", $"{site.Name.En}: reports, but belongs to no unit yet"), site.Id,
                site.LinkSince ?? now, null));
        }
    }
}
