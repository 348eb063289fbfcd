using System.Text.Json;
using System.Threading.Channels;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Center.Warnings.Api;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Live;

/// <summary>
/// Carries what was committed to the clients that may see it. Commits never wait for it: when it falls behind, changes are left out and the clients are
/// told to ask again.
/// </summary>
internal sealed class LiveFanout(CenterChanges changes, CenterStore store, LiveClients clients, ILogger<LiveFanout> logger) : BackgroundService
{
    private const int MostWaiting = 20_000;
    private const int MostAtOnce = 500;

    // The message of a gateway as it came: what it means for a page (a warning, an incident, an alarm changed) is an entry of its own in the same commit.
    private const string RawEvent = "edge.event";
    private readonly Channel<LedgerEntry> _entries = Channel.CreateBounded<LedgerEntry>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Changes that nobody has been told of yet.</summary>
    public int Waiting => _entries.Reader.Count;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = changes.Listen(Queue);
        try
        {
            while (await _entries.Reader.WaitToReadAsync(stoppingToken))
            {
                await TellAsync(Batch(), stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private void Queue(IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.Kind != RawEvent))
        {
            // At once, and not by way of the queue: a queue that is full or cannot be read must not leave a connection open that may see nothing more.
            if (MayEndAccess(entry.Kind))
            {
                clients.DropOf(entry.Subject);
            }

            if (!_entries.Writer.TryWrite(entry))
            {
                SkipAll(entry.Sequence);
            }
        }
    }

    private List<LedgerEntry> Batch()
    {
        var batch = new List<LedgerEntry>();
        while (batch.Count < MostAtOnce && _entries.Reader.TryRead(out var entry))
        {
            batch.Add(entry);
        }

        return batch;
    }

    private void SkipAll(long sequence)
    {
        foreach (var client in clients.All)
        {
            client.Put(mailbox => mailbox.Skip(sequence));
        }
    }

    private async Task TellAsync(List<LedgerEntry> batch, CancellationToken cancellation)
    {
        if (!clients.All.Any())
        {
            return;
        }

        try
        {
            var (warnings, sites) = await store.ReadAsync(db => ReadAsync(db, batch, cancellation), cancellation);
            foreach (var entry in batch)
            {
                Tell(entry, warnings, sites);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogFanoutFailed(error);
            SkipAll(batch[^1].Sequence);
        }
    }

    private static async Task<(IReadOnlyDictionary<string, Warning> Warnings, IReadOnlyDictionary<string, Site> Sites)> ReadAsync(
        CenterDb db, List<LedgerEntry> batch, CancellationToken cancellation)
    {
        var keys = batch.Where(entry => entry.Kind == "warning.received").Select(entry => entry.Subject).ToArray();
        var warnings = await db.Set<Warning>().Where(warning => keys.Contains(warning.Key)).ToDictionaryAsync(warning => warning.Key, StringComparer.Ordinal, cancellation);
        return (warnings, await SiteNames.OfAsync(db, batch.Where(entry => entry.Site is not null).Select(entry => entry.Site!), cancellation));
    }

    private void Tell(LedgerEntry entry, IReadOnlyDictionary<string, Warning> warnings, IReadOnlyDictionary<string, Site> sites)
    {
        var site = entry.Site is null ? null : sites.GetValueOrDefault(entry.Site);
        var row = warnings.TryGetValue(entry.Subject, out var warning) ? WarningRow.Of(warning, site) : null;
        var change = new LiveChange(entry.Sequence, entry.Kind, entry.Subject, entry.Site, TierOf(entry), entry.IsDrill, row);
        foreach (var client in clients.All)
        {
            if (MaySee(entry, site, client.User))
            {
                client.Put(mailbox => mailbox.Put(change));
            }
        }
    }

    // Whoever's account changed connects again, with the rights it has now or not at all.
    private static bool MayEndAccess(string kind) => kind.StartsWith("account.", StringComparison.Ordinal) || kind == "session.ended";

    private static bool MaySee(LedgerEntry entry, Site? site, CurrentUser user)
    {
        if (entry.Kind.StartsWith("account.", StringComparison.Ordinal) || entry.Kind.StartsWith("session.", StringComparison.Ordinal))
        {
            return user.May(CenterAct.SeeAudit) && user.ScopePath == "/";
        }

        return site is not null
            ? user.Sees(site.UnitPath, site.Industry)
            : user.ScopePath == "/" || (entry.UnitPath.Length > 0 && user.Industry is null && user.Sees(entry.UnitPath));
    }

    private static WarningTier? TierOf(LedgerEntry entry)
    {
        using var body = JsonDocument.Parse(entry.Body);
        return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("tier", out var tier) && tier.ValueKind == JsonValueKind.String
            ? Words.Tier(tier.GetString()!)
            : null;
    }
}
