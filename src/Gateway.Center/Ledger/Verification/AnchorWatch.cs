using Gateway.Center.Ledger.Anchors;

namespace Gateway.Center.Ledger.Verification;

/// <summary>Compares a ledger that is read through with what anchors remember of it.</summary>
internal sealed class AnchorWatch(IReadOnlyList<LedgerAnchor> anchors)
{
    private readonly ILookup<long, LedgerAnchor> _bySequence = anchors.Where(anchor => anchor.Sequence > 0).ToLookup(anchor => anchor.Sequence);

    /// <summary>Anchors that were found right.</summary>
    public int Compared { get; private set; }

    /// <summary>Highest sequence vouched for.</summary>
    public long Last { get; private set; }

    public LedgerFault? Take(LedgerEntry entry)
    {
        foreach (var anchor in _bySequence[entry.Sequence])
        {
            if (!string.Equals(anchor.Hash, Convert.ToHexStringLower(entry.Hash), StringComparison.OrdinalIgnoreCase))
            {
                return new LedgerFault(
                    LedgerFaultKind.Rewritten, entry.Sequence, entry.Kind,
                    new(
                        $"锚点（{anchor.Source}）记得第 {entry.Sequence} 条是另一内容：这一条或之前的台账被重写",
                        $"an anchor ({anchor.Source}) remembers another entry {entry.Sequence}: it, or something before it, was written anew"));
            }

            (Compared, Last) = (Compared + 1, entry.Sequence);
        }

        return null;
    }

    public LedgerFault? AtEnd(LedgerHead head) =>
        _bySequence.Where(group => group.Key > head.Sequence).OrderByDescending(group => group.Key).FirstOrDefault() is { } lost
            ? new LedgerFault(
                LedgerFaultKind.CutShort, head.Sequence + 1, null,
                new(
                    $"台账止于第 {head.Sequence} 条，锚点（{lost.First().Source}）证明曾有第 {lost.Key} 条：末尾被截去",
                    $"the ledger ends at entry {head.Sequence}; an anchor ({lost.First().Source}) proves that there was an entry {lost.Key}: the end was cut off"))
            : null;
}
