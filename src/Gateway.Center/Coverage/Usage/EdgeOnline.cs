using Gateway.Center.Coverage.Spans;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Coverage.Usage;

/// <summary>When the gateways of a site were online, from what the ledger says of their links: time-weighted, to the tick.</summary>
/// <param name="OnlineTicks">Of all its gateways added up.</param>
/// <param name="WatchedTicks">Since each was first heard of, within the time asked for, added up.</param>
internal sealed record EdgeOnline(long OnlineTicks, long WatchedTicks)
{
    private static readonly string[] s_kinds = ["edge.online", "edge.offline", "edge.silent"];

    /// <summary>0 to 1; null when no gateway was known in this time.</summary>
    public double? Rate => WatchedTicks == 0 ? null : (double)OnlineTicks / WatchedTicks;

    public static async Task<IReadOnlyDictionary<string, EdgeOnline>> OfAsync(CenterDb db, IReadOnlyCollection<string> sites, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var facts = await db.Set<LedgerEntry>().AsNoTracking().Where(entry => s_kinds.Contains(entry.Kind) && entry.Time >= from && entry.Time < to)
            .Select(entry => new Fact(entry.Sequence, entry.Site, entry.Subject, entry.Kind, entry.Time)).ToListAsync(cancellation);
        var before = await db.Set<LedgerEntry>().AsNoTracking().Where(entry => s_kinds.Contains(entry.Kind) && entry.Time < from)
            .GroupBy(entry => entry.Subject).Select(group => group.Max(entry => entry.Sequence)).ToListAsync(cancellation);
        facts.AddRange(await db.Set<LedgerEntry>().AsNoTracking().Where(entry => before.Contains(entry.Sequence))
            .Select(entry => new Fact(entry.Sequence, entry.Site, entry.Subject, entry.Kind, entry.Time)).ToListAsync(cancellation));
        return facts.Where(fact => fact.Site is not null && sites.Contains(fact.Site)).GroupBy(fact => fact.Site!, StringComparer.Ordinal)
            .ToDictionary(site => site.Key, site => Sum(site.GroupBy(fact => fact.Subject).Select(edge => Of([.. edge.OrderBy(fact => fact.Sequence)], from, to))), StringComparer.Ordinal);
    }

    /// <summary>Times at which one gateway was online, and at which it was known, by its changes in order.</summary>
    internal static (SpanSet Online, SpanSet Known) SpansOf(IReadOnlyList<(string Kind, DateTimeOffset Time)> changes, DateTimeOffset from, DateTimeOffset to)
    {
        var asked = SpanSet.Of(from, to);
        var online = changes.Select((change, index) => (change.Kind, From: change.Time.UtcTicks, To: index + 1 < changes.Count ? changes[index + 1].Time.UtcTicks : to.UtcTicks))
            .Where(stretch => stretch.Kind == "edge.online").Select(stretch => new Span(stretch.From, stretch.To));
        var known = changes.Count == 0 ? SpanSet.Empty : SpanSet.Of(changes[0].Time, to);
        return (SpanSet.Of(online).Intersect(asked), known.Intersect(asked));
    }

    private static EdgeOnline Of(List<Fact> changes, DateTimeOffset from, DateTimeOffset to)
    {
        var (online, known) = SpansOf([.. changes.Select(change => (change.Kind, change.Time))], from, to);
        return new(online.Total, known.Total);
    }

    private static EdgeOnline Sum(IEnumerable<EdgeOnline> edges)
    {
        var all = edges.ToList();
        return new(all.Sum(edge => edge.OnlineTicks), all.Sum(edge => edge.WatchedTicks));
    }

    private sealed record Fact(long Sequence, string? Site, string Subject, string Kind, DateTimeOffset Time);
}
