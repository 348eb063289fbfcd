using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Watch;

/// <summary>
/// Silence is never normal: a gateway that says nothing, or is gone, is a warning within a stated time, and a graver one the longer it lasts. While the center
/// itself is cut off nothing can be said of single gateways; then the county has the warning.
/// </summary>
internal sealed class LinkWatchDuty(CenterOptions options, CenterStore store, EdgeBook edges, LinkHealth health, LinkWarnings warnings) : ICenterDuty
{
    private const double ClockBackShare = 0.8;

    public string Name => "link-watch";

    public TimeSpan Period => TimeSpan.FromSeconds(5);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (options.Link.Broker is null)
        {
            return;
        }

        var graveSites = await GraveSitesAsync(cancellation);
        await WatchCountyAsync(now, graveSites.Count > 0, cancellation);
        if (health.UpSince is { } up)
        {
            await WatchEdgesAsync(now, up, graveSites, cancellation);
        }
    }

    private Task<List<string>> GraveSitesAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.Set<Incident>()
            .Where(i => i.State == IncidentState.Open && i.Tier >= WarningTier.Orange && !i.IsDrill && !i.IsProof && i.Family != LinkWarnings.Family)
            .Select(i => i.SiteId).Distinct().ToListAsync(cancellation),
        cancellation);

    private async Task WatchCountyAsync(DateTimeOffset now, bool grave, CancellationToken cancellation)
    {
        var row = await store.ReadAsync(db => db.Set<CountyLink>().FirstOrDefaultAsync(cancellation), cancellation);
        var since = health.DownSince is { } down ? row?.DownSince ?? down : (DateTimeOffset?)null;
        var before = row?.Tier ?? WarningTier.None;
        var tier = since is { } start ? Max(before, TierOf(now - start, grave)) : WarningTier.None;
        if (tier == before && row?.DownSince == since)
        {
            return;
        }

        // A cut shorter than what is told is not worth a row.
        if (row is null && tier == WarningTier.None)
        {
            return;
        }

        await store.WriteAsync(work => ChangeCountyAsync(work, tier, since, now), cancellation);
    }

    private async Task ChangeCountyAsync(CenterWork work, WarningTier tier, DateTimeOffset? since, DateTimeOffset now)
    {
        var row = await work.Db.Set<CountyLink>().FindAsync(CountyLink.OnlyId);
        if (row is null)
        {
            row = new CountyLink();
            work.Db.Add(row);
        }

        var (before, began) = (row.Tier, row.DownSince ?? since ?? now);
        (row.Tier, row.DownSince) = (tier, since);
        if (tier == before)
        {
            return;
        }

        work.Record(new LedgerFact(tier == WarningTier.None ? "link.up" : "link.down", CountySite.Id) { UnitPath = $"/{options.County.Id}/" }, new { Tier = tier, Since = began });
        var site = await CountySite.EnsureAsync(work, options.County);
        await warnings.RaiseAsync(work, site, CountySite.EdgeId, LinkWarnings.County(options.County.Name.Zh, before, tier, now, began));
    }

    private async Task WatchEdgesAsync(DateTimeOffset now, DateTimeOffset up, List<string> graveSites, CancellationToken cancellation)
    {
        var boxes = await store.ReadAsync(db => db.Set<EdgeBox>().Where(edge => edge.State != LinkState.Unknown).ToListAsync(cancellation), cancellation);
        var changing = boxes.Select(box => Judge(box, now, up, graveSites.Contains(box.SiteId))).Where(found => found.IsChange).ToList();
        if (changing.Count > 0)
        {
            await store.WriteAsync(work => ChangeAsync(work, changing, now), cancellation);
        }
    }

    private EdgeFinding Judge(EdgeBox box, DateTimeOffset now, DateTimeOffset up, bool grave)
    {
        var key = new EdgeKey(box.SiteId, box.EdgeId);
        var heard = Later(box.LastSeen ?? DateTimeOffset.MinValue, edges.LastSeen(key));
        var silence = TimeSpan.FromSeconds(box.SilenceS);
        // Before we were connected nobody could be heard.
        var quiet = now - Later(heard, up);
        var state = box.State switch
        {
            LinkState.Online when quiet > silence => LinkState.Silent,
            LinkState.Silent or LinkState.Offline when heard > box.StateSince && now - heard <= silence => LinkState.Online,
            _ => box.State,
        };
        var since = box.State == LinkState.Offline ? box.StateSince : Later(heard, box.State == LinkState.Silent ? DateTimeOffset.MinValue : up);
        var tier = state == LinkState.Online ? WarningTier.None : Max(box.LinkTier, TierOf(now - since, grave));
        return new EdgeFinding(key, box.State, state, box.LinkTier, tier, since, box.ClockTier, ClockTier(box, key), edges.ClockOffsetMs(key) ?? 0);
    }

    private WarningTier ClockTier(EdgeBox box, EdgeKey key)
    {
        if (edges.ClockOffsetMs(key) is not { } offset)
        {
            return box.ClockTier;
        }

        var tolerance = options.Link.ClockToleranceS * 1000.0 * (box.ClockTier == WarningTier.None ? 1 : ClockBackShare);
        return Math.Abs(offset) > tolerance ? WarningTier.Yellow : WarningTier.None;
    }

    private async Task ChangeAsync(CenterWork work, List<EdgeFinding> findings, DateTimeOffset now)
    {
        foreach (var found in findings)
        {
            var box = await work.Db.Set<EdgeBox>().FindAsync(found.Key.Site, found.Key.Edge);
            var site = await work.Db.Set<Site>().FindAsync(found.Key.Site);

            // A state message may have come in between; then the next beat judges anew.
            if (box is null || site is null || box.State != found.Before)
            {
                continue;
            }

            if (found.State != found.Before)
            {
                (box.State, box.StateSince) = (found.State, now);
                work.Record(FactOf(site, found.State == LinkState.Online ? "edge.online" : "edge.silent", found.Key), new { found.Since, found.Before });
                edges.With(found.Key, line => line.State = found.State);
            }

            await WarnAsync(work, site, box, found, now);
        }
    }

    private async Task WarnAsync(CenterWork work, Site site, EdgeBox box, EdgeFinding found, DateTimeOffset now)
    {
        if (found.Tier != found.TierBefore && box.LinkTier == found.TierBefore)
        {
            box.LinkTier = found.Tier;
            await warnings.RaiseAsync(work, site, box.EdgeId, LinkWarnings.Link(found.Key, found.TierBefore, found.Tier, now, found.Since, found.State));
        }

        if (found.Clock != found.ClockBefore && box.ClockTier == found.ClockBefore)
        {
            box.ClockTier = found.Clock;
            work.Record(FactOf(site, "edge.clock", found.Key), new { found.OffsetMs, Tier = found.Clock });
            await warnings.RaiseAsync(work, site, box.EdgeId, LinkWarnings.Clock(found.Key, found.ClockBefore, found.Clock, now, found.OffsetMs));
        }
    }

    private WarningTier TierOf(TimeSpan gone, bool grave)
    {
        var tier = gone >= TimeSpan.FromSeconds(options.Link.SilentOrangeS) ? WarningTier.Orange
            : gone >= TimeSpan.FromSeconds(options.Link.SilentYellowS) ? WarningTier.Yellow : WarningTier.None;
        return tier != WarningTier.None && grave ? tier + 1 : tier;
    }

    private static LedgerFact FactOf(Site site, string kind, EdgeKey key) => new(kind, key.ToString()) { Site = site.Id, UnitPath = site.UnitPath };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static WarningTier Max(WarningTier one, WarningTier other) => one > other ? one : other;

    private sealed record EdgeFinding(
        EdgeKey Key, LinkState Before, LinkState State, WarningTier TierBefore, WarningTier Tier, DateTimeOffset Since, WarningTier ClockBefore, WarningTier Clock,
        double OffsetMs)
    {
        public bool IsChange => State != Before || Tier != TierBefore || Clock != ClockBefore;
    }
}
