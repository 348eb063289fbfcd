using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ledger;

namespace Gateway.Center.Evidence.Package;

/// <summary>
/// One line of the ledger extract. An entry that concerns the event is there whole; of every other one in between only <see cref="Digest"/> is given, which
/// is enough to follow the chain and tells nothing of others.
/// </summary>
public sealed record ExtractLine(long Sequence, DateTimeOffset Time, string PreviousHash, string Hash, string? Digest, ExtractContent? Entry)
{
    public static ExtractLine Open(LedgerEntry entry) => Of(
        entry, null, new ExtractContent(entry.Kind, entry.Subject, entry.Site, entry.UnitPath, entry.Actor, entry.IsDrill, entry.Body));

    public static ExtractLine Closed(LedgerEntry entry) => Of(entry, Convert.ToHexStringLower(LedgerChain.DigestOf(entry)), null);

    public string ToJson() => JsonSerializer.Serialize(this, CenterJson.Options);

    /// <summary>The entry as it stood; null for one of which only the digest is known.</summary>
    public LedgerEntry? ToEntry() => Entry is null
        ? null
        : new LedgerEntry
        {
            Sequence = Sequence, Time = Time, Kind = Entry.Kind, Subject = Entry.Subject, Site = Entry.Site, UnitPath = Entry.UnitPath, Actor = Entry.Actor,
            IsDrill = Entry.IsDrill, Body = Entry.Body, PreviousHash = Convert.FromHexString(PreviousHash), Hash = Convert.FromHexString(Hash),
        };

    /// <summary>The hash that content and place give.</summary>
    public string Computed() => Convert.ToHexStringLower(
        LedgerChain.HashOf(
            Convert.FromHexString(PreviousHash), Sequence, Time, ToEntry() is { } entry ? LedgerChain.DigestOf(entry) : Convert.FromHexString(Digest ?? "")));

    private static ExtractLine Of(LedgerEntry entry, string? digest, ExtractContent? content) =>
        new(entry.Sequence, entry.Time, Convert.ToHexStringLower(entry.PreviousHash), Convert.ToHexStringLower(entry.Hash), digest, content);
}

/// <param name="Body">The stored text; it is hashed as it is.</param>
public sealed record ExtractContent(string Kind, string Subject, string? Site, string UnitPath, string? Actor, bool IsDrill, string Body);
