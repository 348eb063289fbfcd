using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Identity;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ingest.Records;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Outgoing;

/// <summary>
/// A few times a second: brings into the database what was covered since, all gateways in one transaction, and then tells each gateway what it may forget.
/// Paced by the system's clock: it spares the disk, and decides nothing.
/// </summary>
internal sealed partial class ReceiptLoop(
    CenterOptions options, CenterStore store, CoverageBook coverage, EdgeBook edges, LinkPublisher publisher, OfferKey key, TimeProvider time, ILogger<ReceiptLoop> logger)
{
    /// <summary>How often the database learns that a gateway was heard.</summary>
    private static readonly TimeSpan s_seenEvery = TimeSpan.FromSeconds(5);

    private const int LeastMs = 50;
    private readonly ILogger _logger = logger;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Max(LeastMs, options.Link.ReceiptMs)), TimeProvider.System);
        while (await beat.WaitForNextTickAsync(stopping))
        {
            try
            {
                await BeatAsync(stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                LogBeatFailed(error);
            }
        }
    }

    /// <summary>One round.</summary>
    internal async Task BeatAsync(CancellationToken cancellation)
    {
        // Taken before saving: what is covered later owes its receipt anew.
        var due = edges.TakeReceiptsDue();
        try
        {
            await SaveAsync(cancellation);
            await SendAsync(due, cancellation);
        }
        catch
        {
            foreach (var (edge, _) in due)
            {
                edges.OweReceipt(edge);
            }

            throw;
        }
    }

    /// <summary>Brings coverage and signs of life into the database.</summary>
    internal async Task SaveAsync(CancellationToken cancellation)
    {
        var dirty = coverage.Dirty();
        var now = time.GetUtcNow();
        var seen = edges.Select(line => (line.Key, line.IsStored, line.LastSeen, line.SavedSeen, line.Clock.MedianMs))
            .Where(line => line.LastSeen > line.SavedSeen && (!line.IsStored || line.LastSeen - line.SavedSeen >= s_seenEvery)).ToList();
        if (dirty.Count == 0 && seen.Count == 0)
        {
            return;
        }

        await store.WriteAsync(
            async work =>
            {
                foreach (var (key, stored, last, _, offset) in seen)
                {
                    await SaveSeenAsync(work, key, stored, last, offset);
                }

                foreach (var lane in dirty)
                {
                    lane.Save(work.Db);
                }
            },
            cancellation);
        coverage.Saved(dirty);
        seen.ForEach(line => edges.With(line.Key, known => (known.IsStored, known.SavedSeen) = (true, line.LastSeen)));
    }

    private async Task SaveSeenAsync(CenterWork work, EdgeKey key, bool stored, DateTimeOffset last, double? offset)
    {
        if (!stored)
        {
            var (_, made) = await SiteKeeper.EnsureAsync(work, options.County, key);
            (made.LastSeen, made.ClockOffsetMs) = (last, offset);
            return;
        }

        await work.Db.Set<EdgeBox>().Where(edge => edge.SiteId == key.Site && edge.EdgeId == key.Edge)
            .ExecuteUpdateAsync(edge => edge.SetProperty(e => e.LastSeen, last).SetProperty(e => e.ClockOffsetMs, offset));
    }

    private async Task SendAsync(IReadOnlyList<(EdgeKey Edge, string Epoch)> due, CancellationToken cancellation)
    {
        var ready = due.Where(line => line.Epoch.Length > 0).ToList();
        if (ready.Count == 0)
        {
            return;
        }

        var head = await store.ReadAsync(db => LedgerHead.ReadAsync(db, cancellation), cancellation);
        await Task.WhenAll(ready.Select(line => SendAsync(line.Edge, line.Epoch, head, cancellation)));
    }

    private async Task SendAsync(EdgeKey edge, string epoch, LedgerHead head, CancellationToken cancellation)
    {
        var (events, readings) = coverage.Of(edge, epoch);
        var receipt = new ReceiptMessage
        {
            Epoch = epoch, Events = events.UpTo, Readings = readings.UpTo, EventsChain = events.ChainAtEnd, EventsRun = events.Taken, ReadingsRun = readings.Taken, Ahead = [.. readings.Ahead], LedgerSequence = head.Sequence,
            LedgerHash = Convert.ToHexStringLower(head.Hash),
        };
        var topic = LinkTopics.Of(options.County.Id, edge.Site, edge.Edge, LinkTopics.Receipts);
        if (!await publisher.PublishAsync(topic, LinkJson.Encode(key.Signed(edge.Site, edge.Edge, receipt)), 0, cancellation))
        {
            edges.OweReceipt(edge);
        }
    }

    [LoggerMessage(8204, LogLevel.Error, "Coverage could not be stored or receipts not be sent; it is tried again.")]
    private partial void LogBeatFailed(Exception error);
}
