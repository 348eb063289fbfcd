using Gateway.Core.Measurements;

namespace Gateway.Center.Ledger.Verification;

/// <summary>What a check of the whole ledger found.</summary>
/// <param name="Entries">Entries that are right, from the first on.</param>
/// <param name="Anchors">Anchors that were compared, of which place the ledger holds.</param>
/// <param name="LastAnchor">Highest sequence an anchor vouches for; nothing after it is proved against being cut off. 0 = none.</param>
/// <param name="EdgeEvents">Events of gateways whose own chain was computed again.</param>
/// <param name="EdgeFaults">What is wrong with the chains of gateways, at most 100.</param>
public sealed record LedgerVerdict(
    bool Good, long Entries, long HeadSequence, string HeadHash, int Anchors, long LastAnchor, long EdgeEvents, IReadOnlyList<EdgeChainFault> EdgeFaults,
    LedgerFault? Fault);

/// <summary>A break in the chain of a gateway's own ledger, as the center received it.</summary>
/// <param name="LedgerSequence">Entry of the center that holds the event.</param>
/// <param name="EdgeSequence">Sequence in the gateway's log.</param>
public sealed record EdgeChainFault(string Site, string Edge, string Epoch, long LedgerSequence, long EdgeSequence, LocalizedText What);
