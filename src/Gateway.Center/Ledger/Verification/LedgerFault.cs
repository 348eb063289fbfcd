using Gateway.Core.Measurements;

namespace Gateway.Center.Ledger.Verification;

/// <summary>What can be wrong with a ledger.</summary>
public enum LedgerFaultKind
{
    /// <summary>The entry does not say what its hash was made of.</summary>
    Changed = 1,

    /// <summary>Entries are gone from the middle or the beginning.</summary>
    Missing = 2,

    /// <summary>The entry once stood at another place.</summary>
    Reordered = 3,

    /// <summary>The entry is whole, but does not follow the one before it: one of the two was put in later.</summary>
    Unlinked = 4,

    /// <summary>An anchor knows of entries that are no longer there.</summary>
    CutShort = 5,

    /// <summary>The chain holds, but an anchor remembers another hash at this place: the ledger was written anew.</summary>
    Rewritten = 6,
}

/// <summary>The first thing that is wrong.</summary>
/// <param name="Sequence">First bad entry; for <see cref="LedgerFaultKind.Missing"/> and <see cref="LedgerFaultKind.CutShort"/> the first that is not there.</param>
/// <param name="EntryKind">Kind of the entry, when there is one.</param>
public sealed record LedgerFault(LedgerFaultKind Kind, long Sequence, string? EntryKind, LocalizedText What);
