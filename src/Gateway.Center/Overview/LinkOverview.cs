using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Center.Warnings.Api;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Overview;

/// <summary>Gateways that went silent, and sites nobody has placed: both need a hand.</summary>
internal sealed class LinkOverview : IOverviewPart
{
    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var sites = await Sight.Sites(db, user).ToDictionaryAsync(site => site.Id, StringComparer.Ordinal, cancellation);
        var broken = await db.Set<EdgeBox>().Where(edge => edge.State == LinkState.Offline || edge.State == LinkState.Silent).ToListAsync(cancellation);
        foreach (var edge in broken.Where(edge => sites.ContainsKey(edge.SiteId)))
        {
            var site = sites[edge.SiteId];
            draft.Hand.Add(new HandItem(
                "link", $"{edge.SiteId}/{edge.EdgeId}", WarningTier.Yellow, new($"网关失联：{site.NameZh} {edge.EdgeId}", $"gateway lost: {site.NameEn} {edge.EdgeId}"), site.Id, edge.StateSince, null));
        }

        draft.Hand.AddRange(sites.Values.Where(site => !site.IsPlaced && site.ConnectedSince is not null).Select(site => new HandItem(
            "link", site.Id, WarningTier.None, new($"场所未归入组织：{site.NameZh}", $"site not placed in the organisation: {site.NameEn}"), site.Id, site.ConnectedSince!.Value, null)));
    }
}
