using System.Runtime.CompilerServices;
using Gateway.Center.Data;
using Gateway.Center.Ledger.Anchors;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ledger.Verification;

/// <summary>Reads a whole ledger in chunks and checks it against itself, against anchors and against the chains of the gateways. Never holds more than a chunk.</summary>
public static class LedgerVerifier
{
    private const int Chunk = 2_000;

    /// <summary>From the first entry to the last, tracked by nobody.</summary>
    public static async IAsyncEnumerable<LedgerEntry> ReadAllAsync(CenterDb db, long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var last = after; ;)
        {
            var from = last;
            var chunk = await db.Set<LedgerEntry>().AsNoTracking().Where(entry => entry.Sequence > from).OrderBy(entry => entry.Sequence).Take(Chunk)
                .ToListAsync(cancellation);
            foreach (var entry in chunk)
            {
                yield return entry;
            }

            if (chunk.Count < Chunk)
            {
                yield break;
            }

            last = chunk[^1].Sequence;
        }
    }

    /// <param name="anchors">From wherever: the center's own file, copies kept elsewhere, what gateways kept.</param>
    public static async Task<LedgerVerdict> VerifyAsync(
        IAsyncEnumerable<LedgerEntry> entries, IReadOnlyList<LedgerAnchor> anchors, CancellationToken cancellation)
    {
        var (checker, edges, watch) = (new LedgerChecker(LedgerHead.Empty), new EdgeChains(), new AnchorWatch(anchors));
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            if ((checker.Take(entry) ?? watch.Take(entry)) is { } fault)
            {
                return Verdict(checker, edges, watch, fault);
            }

            edges.Take(entry);
        }

        return Verdict(checker, edges, watch, watch.AtEnd(checker.Head));
    }

    private static LedgerVerdict Verdict(LedgerChecker checker, EdgeChains edges, AnchorWatch watch, LedgerFault? fault) =>
        new(
            fault is null && edges.Faults.Count == 0, checker.Head.Sequence, checker.Head.Sequence, Convert.ToHexStringLower(checker.Head.Hash), watch.Compared,
            watch.Last, edges.Checked, edges.Faults, fault);
}
