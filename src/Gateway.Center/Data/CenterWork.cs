using System.Text.Json;
using Gateway.Center.Ledger;

namespace Gateway.Center.Data;

/// <summary>One change in the making: the tracking context, the time it happens at, and what goes into the ledger with it.</summary>
public sealed class CenterWork(CenterDb db, DateTimeOffset now, LedgerHead head)
{
    private readonly List<LedgerEntry> _entries = [];

    public CenterDb Db { get; } = db;

    /// <summary>UTC; the same for all of the change.</summary>
    public DateTimeOffset Now { get; } = now;

    public LedgerHead Head { get; private set; } = head;

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>Puts a fact into the ledger, in the same transaction.</summary>
    /// <param name="body">Anything that serializes to JSON; stored and hashed as the text it gives now.</param>
    public LedgerEntry Record(LedgerFact fact, object body)
    {
        var entry = LedgerChain.Next(Head, Now, Storable(fact), JsonSerializer.Serialize(body, CenterJson.Options));
        Head = new LedgerHead(entry.Sequence, entry.Hash);
        _entries.Add(entry);
        Db.Add(entry);
        return entry;
    }

    /// <summary>
    /// Sends what was changed so far to the database, still inside the transaction, and forgets the entities. For a change that consists of many of one kind:
    /// every save looks at everything still tracked, so that without it a hundred messages cost ten thousand looks. Entities held from before are no longer tracked.
    /// </summary>
    public async Task FlushAsync()
    {
        await Db.SaveChangesAsync();
        Db.ChangeTracker.Clear();
    }

    /// <summary>Hashed as it will be read back from the database.</summary>
    private static LedgerFact Storable(LedgerFact fact) => fact with
    {
        Subject = StorableText.Of(fact.Subject), Site = fact.Site is null ? null : StorableText.Of(fact.Site), UnitPath = StorableText.Of(fact.UnitPath),
        Actor = fact.Actor is null ? null : StorableText.Of(fact.Actor),
    };
}
