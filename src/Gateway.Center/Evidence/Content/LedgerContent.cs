using System.Text;
using Gateway.Center.Data;
using Gateway.Center.Evidence.Package;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Ledger.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Evidence.Content;

/// <summary>The extract of the ledger: from the first entry of the window to the first anchor at or after its last.</summary>
internal static class LedgerContent
{
    public const string FileName = "ledger.jsonl";

    /// <summary>First and last sequence in the window; null when nothing happened anywhere.</summary>
    public static async Task<(long First, long Last)?> RangeAsync(CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        var (from, to) = (window.From, window.To);
        var inside = db.Set<LedgerEntry>().Where(entry => entry.Time >= from && entry.Time < to);
        return await inside.AnyAsync(cancellation)
            ? (await inside.MinAsync(entry => entry.Sequence, cancellation), await inside.MaxAsync(entry => entry.Sequence, cancellation))
            : null;
    }

    public static async Task WriteAsync(Stream stream, CenterDb db, EvidenceWindow window, long first, LedgerAnchor anchor, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await foreach (var entry in LedgerVerifier.ReadAllAsync(db, first - 1, cancellation))
        {
            if (entry.Sequence > anchor.Sequence)
            {
                break;
            }

            var shown = window.Concerns(entry) && entry.Time >= window.From && entry.Time < window.To;
            await writer.WriteLineAsync((shown ? ExtractLine.Open(entry) : ExtractLine.Closed(entry)).ToJson());
        }
    }
}
