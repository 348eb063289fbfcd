using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Verification;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Evidence.Content;

/// <summary>What the center can say about the completeness of a window. Built by the module of the link; without one nothing is claimed.</summary>
public interface ICompletenessStatement
{
    /// <summary>Serializes to <c>Completeness</c> of api/types.</summary>
    Task<object> OfAsync(CenterDb db, string site, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);
}

/// <summary>The statement of completeness: what the gateway says came before each event, holes in that, and gaps the gateway itself told of.</summary>
internal static class CompletenessContent
{
    public static async Task<EventLane> EventsAsync(CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        var (from, to, site) = (window.From, window.To, window.Site.Id);
        var entries = db.Set<LedgerEntry>().AsNoTracking()
            .Where(entry => entry.Site == site && entry.Kind == EdgeChains.EventKind && entry.Time >= from && entry.Time < to).OrderBy(entry => entry.Sequence)
            .AsAsyncEnumerable();
        var (chains, lane, last) = (new EdgeChains(), new EventLane(0, [], [], []), new Dictionary<string, long>(StringComparer.Ordinal));
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            chains.Take(entry);
            lane = Take(lane, last, entry);
        }

        return lane with { ChainFaults = chains.Faults };
    }

    private static EventLane Take(EventLane lane, Dictionary<string, long> last, LedgerEntry entry)
    {
        if (EdgeChains.MessageOf(entry) is not { } message)
        {
            return lane;
        }

        var log = $"{EdgeChains.EdgeOf(entry)}/{message.Epoch}";
        var holes = last.TryGetValue(log, out var before) && before < message.After
            ? [.. lane.Holes, new EventHole(log, before, message.After)]
            : lane.Holes;
        last[log] = Math.Max(before, message.Sequence);
        var told = message.Kind is "gap" or "missing" ? [.. lane.ToldGaps, message.Body] : lane.ToldGaps;
        return lane with { Events = lane.Events + 1, Holes = holes, ToldGaps = told };
    }
}

/// <param name="Holes">Events that must exist and are not here.</param>
/// <param name="ToldGaps">Stretches without data, in the gateway's own words.</param>
internal sealed record EventLane(long Events, IReadOnlyList<EventHole> Holes, IReadOnlyList<JsonElement> ToldGaps, IReadOnlyList<EdgeChainFault> ChainFaults);

/// <param name="After">Last event before the hole.</param>
/// <param name="UpTo">Last event that is missing.</param>
internal sealed record EventHole(string Log, long After, long UpTo);
