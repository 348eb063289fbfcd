using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Exchange.Reading;
using Gateway.Center.Ledger;
using Gateway.Pipeline.Ports;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Push;

/// <summary>
/// Sends each subscription what the ledger has beyond its cursor. At least once: the cursor moves after the platform has taken the facts. What is merely
/// unreachable is tried for ever, with growing waits; what is refused again and again is put aside as a dead letter, so that it does not hold up the rest.
/// </summary>
internal sealed class PushDuty(CenterStore store, ExchangeFeed feed, PushSender sender, CenterOptions options) : ICenterDuty
{
    public const string DutyName = "exchange-push";

    /// <summary>Batches for one subscription in one run: the others have their turn.</summary>
    private const int MostBatches = 20;

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var due = await store.ReadAsync(
            db => db.Set<ExchangeSubscription>().Where(s => s.RemovedAt == null && (s.NextAt == null || s.NextAt <= now)).ToListAsync(cancellation), cancellation);
        // Side by side: one slow platform delays no other.
        await Task.WhenAll(due.Select(subscription => PushAsync(subscription, cancellation)));
    }

    private async Task PushAsync(ExchangeSubscription subscription, CancellationToken cancellation)
    {
        var prefixes = ExchangeFeed.Prefixes(subscription.Rights);
        var more = true;
        for (var batch = 0; more && batch < MostBatches; batch++)
        {
            var changes = await store.ReadAsync(
                db => feed.AfterAsync(db, subscription.ScopePath, prefixes, subscription.Cursor, options.Exchange.Push.Batch, cancellation), cancellation);
            more = changes.More && await SendAsync(subscription, changes, cancellation);
            if (!changes.More && changes.Items.Count > 0)
            {
                await SendAsync(subscription, changes, cancellation);
            }
        }
    }

    /// <returns>Whether the cursor moved.</returns>
    private async Task<bool> SendAsync(ExchangeSubscription subscription, ExchangeChanges changes, CancellationToken cancellation)
    {
        var (outcome, trouble) = changes.Items.Count == 0 ? (NotifyOutcome.Delivered, "") : await sender.SendAsync(subscription, changes, cancellation);
        return await store.WriteAsync(
            async work =>
            {
                var stored = await work.Db.Set<ExchangeSubscription>().FirstAsync(known => known.Id == subscription.Id, CancellationToken.None);
                // Somebody else set it (a dead letter sent again): what was read here no longer counts.
                var moved = stored.Cursor == subscription.Cursor && Settle(work, stored, changes, outcome, trouble);
                subscription.Cursor = stored.Cursor;
                return moved;
            },
            CancellationToken.None);
    }

    private bool Settle(CenterWork work, ExchangeSubscription stored, ExchangeChanges changes, NotifyOutcome outcome, string trouble)
    {
        if (outcome == NotifyOutcome.Delivered)
        {
            if (stored.Failures > 0)
            {
                Record(work, stored, "exchange.push-recovered", new { stored.Failures });
            }

            (stored.Cursor, stored.Failures, stored.Refusals, stored.NextAt, stored.LastGoodAt, stored.Trouble) = (changes.Next, 0, 0, null, work.Now, null);
            return true;
        }

        if (stored.Failures == 0)
        {
            Record(work, stored, "exchange.push-failed", new { trouble });
        }

        (stored.Failures, stored.Trouble) = (stored.Failures + 1, trouble);
        stored.Refusals += outcome == NotifyOutcome.Refused ? 1 : 0;
        stored.NextAt = work.Now + WaitAfter(stored.Failures);
        return stored.Refusals >= options.Exchange.Push.Refusals && PutAside(work, stored, changes, trouble);
    }

    private static bool PutAside(CenterWork work, ExchangeSubscription stored, ExchangeChanges changes, string trouble)
    {
        var letter = new ExchangeDeadLetter { Id = Guid.CreateVersion7(work.Now).ToString("N"), SubscriptionId = stored.Id, After = stored.Cursor, UpTo = changes.Next, At = work.Now, Trouble = trouble };
        work.Db.Add(letter);
        Record(work, stored, "exchange.dead-letter", new { letter.Id, letter.After, letter.UpTo, trouble });
        (stored.Cursor, stored.Failures, stored.Refusals, stored.NextAt) = (changes.Next, 0, 0, null);
        return true;
    }

    private TimeSpan WaitAfter(int failures)
    {
        var push = options.Exchange.Push;
        var wait = push.FirstWait * Math.Pow(2, Math.Min(failures - 1, 20));
        return wait < push.LongestWait ? wait : push.LongestWait;
    }

    private static void Record(CenterWork work, ExchangeSubscription stored, string kind, object body) =>
        work.Record(new LedgerFact(kind, stored.Id) { UnitPath = stored.ScopePath }, body);
}
