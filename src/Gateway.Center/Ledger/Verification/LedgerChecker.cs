namespace Gateway.Center.Ledger.Verification;

/// <summary>Checks entries one after the other, from the first on. Pure; keeps only the last hash. One thread.</summary>
public sealed class LedgerChecker
{
    /// <summary>How far around its place an entry that does not fit is looked for.</summary>
    private const int Reach = 5_000;

    /// <summary>Where it stands: the last entry that was good.</summary>
    public LedgerHead Head { get; private set; }

    /// <param name="start">Entry before the first that will come; <see cref="LedgerHead.Empty"/> for a whole ledger.</param>
    public LedgerChecker(LedgerHead start) => Head = start;

    /// <summary>Null when the entry is right; then <see cref="Head"/> moves to it.</summary>
    public LedgerFault? Take(LedgerEntry entry)
    {
        if (entry.Sequence != Head.Sequence + 1)
        {
            return Missing(entry.Sequence);
        }

        var hash = LedgerChain.HashOf(entry);
        if (!hash.AsSpan().SequenceEqual(entry.Hash) || !entry.PreviousHash.AsSpan().SequenceEqual(Head.Hash))
        {
            return Classify(entry, hash);
        }

        Head = new LedgerHead(entry.Sequence, entry.Hash);
        return null;
    }

    private LedgerFault Missing(long found)
    {
        var first = Head.Sequence + 1;
        return new LedgerFault(
            LedgerFaultKind.Missing, first, null,
            found > first
                ? new($"第 {first} 条至第 {found - 1} 条缺失", $"entries {first} to {found - 1} are missing")
                : new($"第 {first} 条的位置上是第 {found} 条", $"entry {found} stands where {first} must be"));
    }

    private LedgerFault Classify(LedgerEntry entry, byte[] computed)
    {
        if (computed.AsSpan().SequenceEqual(entry.Hash))
        {
            return new LedgerFault(
                LedgerFaultKind.Unlinked, entry.Sequence, entry.Kind,
                new($"第 {entry.Sequence} 条与前一条不衔接：其中一条是后来放入的", $"entry {entry.Sequence} does not follow the one before: one of the two was put in later"));
        }

        return PlaceOf(entry) is { } place
            ? new LedgerFault(
                LedgerFaultKind.Reordered, entry.Sequence, entry.Kind,
                new($"第 {entry.Sequence} 条原来是第 {place} 条", $"entry {entry.Sequence} once was entry {place}"))
            : new LedgerFault(
                LedgerFaultKind.Changed, entry.Sequence, entry.Kind,
                new($"第 {entry.Sequence} 条的内容被改动", $"the content of entry {entry.Sequence} was changed"));
    }

    private static long? PlaceOf(LedgerEntry entry)
    {
        var digest = LedgerChain.DigestOf(entry);
        for (var place = Math.Max(1, entry.Sequence - Reach); place <= entry.Sequence + Reach; place++)
        {
            if (LedgerChain.HashOf(entry.PreviousHash, place, entry.Time, digest).AsSpan().SequenceEqual(entry.Hash))
            {
                return place;
            }
        }

        return null;
    }
}
