using Gateway.Core.Measurements;

namespace Gateway.Center.Ledger.Reading;

/// <summary>What ledger kinds are called, for people.</summary>
public interface ILedgerTexts
{
    LocalizedText NameOf(string kind);

    LocalizedText SummaryOf(LedgerEntry entry);
}

/// <summary>Says the kind and the subject as they stand: nothing is hidden, nothing is made nice.</summary>
internal sealed class PlainLedgerTexts : ILedgerTexts
{
    public LocalizedText NameOf(string kind) => new(kind, kind);

    public LocalizedText SummaryOf(LedgerEntry entry) => new($"{entry.Kind} {entry.Subject}", $"{entry.Kind} {entry.Subject}");
}
