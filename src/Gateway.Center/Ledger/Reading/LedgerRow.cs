using Gateway.Core.Measurements;

namespace Gateway.Center.Ledger.Reading;

/// <summary>As types.ts has it.</summary>
public sealed record LedgerRow(
    long Sequence, DateTimeOffset Time, string Kind, LocalizedText KindName, string Subject, string? Site, string? Actor, bool Drill, LocalizedText Summary,
    string Hash)
{
    public static LedgerRow Of(LedgerEntry entry, ILedgerTexts texts) =>
        new(
            entry.Sequence, entry.Time, entry.Kind, texts.NameOf(entry.Kind), entry.Subject, entry.Site, entry.Actor, entry.IsDrill, texts.SummaryOf(entry),
            Convert.ToHexStringLower(entry.Hash));
}

/// <param name="Next">Hand it back as <c>after</c>; null at the end.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerRow> Items, string? Next, long? Total);
