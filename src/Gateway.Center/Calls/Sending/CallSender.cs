using Gateway.Center.Calls.Answers;
using Gateway.Center.Calls.Channels;
using Gateway.Center.Calls.Engine;
using Gateway.Center.Calls.Texts;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Gateway.Notifications.People;
using Gateway.Pipeline.Ports;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Sending;

/// <summary>
/// Sends what is queued. A message is claimed in one change, sent outside of any, and its outcome noted in another: a kill in between leaves it queued, and
/// it goes out once more with the same id when its time to be sent is over. Thread-safe; two callers never claim the same message.
/// </summary>
public sealed class CallSender(CenterOptions options, CenterStore store, CallEngine engine, CallChannels channels, CallTexts texts)
{
    /// <summary>Longer than any channel may take.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(75);

    private sealed record Claim(string LegId, PersonMessage Message);

    /// <summary>Sends the gravest due message of a channel.</summary>
    /// <returns>False when none was due.</returns>
    public async Task<bool> SendNextAsync(IPersonChannel channel, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await store.ReadAsync(db => NextAsync(db, channel.Name, now, cancellation), cancellation) is null)
        {
            return false;
        }

        var claim = await store.WriteAsync(work => ClaimAsync(work, channel.Name), cancellation);
        if (claim is null)
        {
            return false;
        }

        var reply = await TransmitAsync(channel, claim.Message, cancellation);
        await store.WriteAsync(work => NoteAsync(work, claim.LegId, reply), CancellationToken.None);
        return true;
    }

    /// <summary>
    /// After a start: what was under way when the last run ended is sent again at once, and what waits for a channel that is no longer configured is given up,
    /// so that its call goes on by other ways.
    /// </summary>
    public Task RecoverAsync(CancellationToken cancellation) => store.WriteAsync(
        async work =>
        {
            var names = channels.All.Select(channel => channel.Name).ToList();
            foreach (var cut in await work.Db.Set<CallLeg>().Where(leg => leg.State == LegState.Queued && leg.Attempts > 0).ToListAsync(cancellation))
            {
                cut.NextAttemptAt = work.Now;
            }

            var orphans = await work.Db.Set<CallLeg>().Where(leg => leg.State == LegState.Queued && !names.Contains(leg.ChannelName)).ToListAsync(cancellation);
            foreach (var leg in orphans)
            {
                await FailAsync(work, leg, CallTroubles.Gone);
            }
        },
        cancellation);

    private static async Task<CallLeg?> NextAsync(CenterDb db, string channel, DateTimeOffset now, CancellationToken cancellation) => await db.Set<CallLeg>()
        .Where(leg => leg.State == LegState.Queued && leg.ChannelName == channel && leg.NextAttemptAt <= now)
        .OrderByDescending(leg => leg.Tier).ThenBy(leg => leg.NextAttemptAt).ThenBy(leg => leg.Id).FirstOrDefaultAsync(cancellation);

    private async Task<Claim?> ClaimAsync(CenterWork work, string channel)
    {
        if (await NextAsync(work.Db, channel, work.Now, CancellationToken.None) is not { } leg || await work.Db.FindAsync<Call>(leg.CallId) is not { } call)
        {
            return null;
        }

        leg.Attempts++;
        leg.NextAttemptAt = work.Now + s_lease;
        var incident = (await work.Db.FindAsync<Incident>(call.IncidentId))!;
        var site = await work.Db.FindAsync<Site>(call.SiteId);
        var newest = await work.Db.Set<Warning>().Where(warning => warning.IncidentId == incident.Id)
            .OrderByDescending(warning => warning.Tier).ThenByDescending(warning => warning.ReceivedTime).FirstOrDefaultAsync();
        var matter = new CallMatter(call, leg, incident, site, CallTexts.Read(newest), await OthersAsync(work.Db, call, leg));
        var link = Link(work, leg);
        return new Claim(leg.Id, new PersonMessage(leg.Id, leg.Address, texts.Subject(matter), texts.Text(matter, link), link));
    }

    private string? Link(CenterWork work, CallLeg leg)
    {
        if (options.Calls.PublicAddress is not { } address)
        {
            return null;
        }

        var token = AnswerTokens.Create();
        work.Db.Add(new AnswerToken { Hash = AnswerTokens.HashOf(token), LegId = leg.Id, ExpiresAt = work.Now.AddHours(options.Calls.AnswerLinkHours) });
        return $"{address.TrimEnd('/')}/api/v1/answer/{token}";
    }

    /// <summary>A digest names the other blue incidents of the site that wait for an answer.</summary>
    private static async Task<IReadOnlyList<LocalizedText>> OthersAsync(CenterDb db, Call call, CallLeg leg)
    {
        if (leg.Level == 0 || !CallEngine.Read(call).Steps[leg.Level - 1].IsDigest)
        {
            return [];
        }

        var others = await (from other in db.Set<Call>()
                            join incident in db.Set<Incident>() on other.IncidentId equals incident.Id
                            where other.SiteId == call.SiteId && other.Id != call.Id && other.State == CallState.Running && other.Tier == call.Tier && other.IsDrill == call.IsDrill
                            orderby incident.OpenedAt
                            select new { incident.TitleZh, incident.TitleEn }).Take(20).ToListAsync();
        return [.. others.Select(other => new LocalizedText(other.TitleZh, other.TitleEn))];
    }

    private static async Task<PersonReply> TransmitAsync(IPersonChannel channel, PersonMessage message, CancellationToken cancellation)
    {
        try
        {
            return await channel.SendAsync(message, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // A channel must not throw; one that does is no reason to stop calling.
            return new PersonReply(NotifyOutcome.Retry, null, false, error.GetType().Name);
        }
    }

    private async Task NoteAsync(CenterWork work, string legId, PersonReply reply)
    {
        if (await work.Db.FindAsync<CallLeg>(legId) is not { } leg || await work.Db.FindAsync<Call>(leg.CallId) is not { } call)
        {
            return;
        }

        if (reply.Outcome == NotifyOutcome.Delivered)
        {
            Sent(work, call, leg, reply);
        }
        else if (leg.State == LegState.Queued)
        {
            var why = CallTroubles.Sending(reply.Trouble ?? "-");
            if (reply.Outcome == NotifyOutcome.Refused || leg.Attempts >= options.Calls.Attempts)
            {
                await FailAsync(work, leg, why);
                return;
            }

            (leg.TroubleZh, leg.TroubleEn) = (why.Zh, why.En);
            leg.NextAttemptAt = work.Now + TimeSpan.FromSeconds(options.Calls.RetrySeconds * Math.Pow(2, leg.Attempts - 1));
        }
    }

    private static void Sent(CenterWork work, Call call, CallLeg leg, PersonReply reply)
    {
        // It may have been answered, or the call ended, before we heard that it went out: that stays.
        var wasQueued = leg.State == LegState.Queued;
        leg.SentAt = work.Now;
        leg.Receipt = reply.Receipt ?? leg.Receipt;
        leg.DeliveredAt = reply.Delivered ? work.Now : leg.DeliveredAt;
        if (wasQueued || (leg.State == LegState.Failed && leg.AnsweredAt is null))
        {
            leg.State = reply.Delivered ? LegState.Delivered : LegState.Sent;
            (leg.TroubleZh, leg.TroubleEn) = (null, null);
        }

        work.Record(call, "call.sent", leg);
        if (reply.Delivered)
        {
            work.Record(call, "call.delivered", leg);
        }
    }

    private async Task FailAsync(CenterWork work, CallLeg leg, LocalizedText why)
    {
        if (await work.Db.FindAsync<Call>(leg.CallId) is not { } call)
        {
            return;
        }

        (leg.TroubleZh, leg.TroubleEn) = (why.Zh, why.En);
        if (channels.After(leg.ChannelName) is { } next)
        {
            // Another provider of the same kind is tried before the message counts as failed.
            work.Record(call, "call.failed", leg);
            (leg.ChannelName, leg.Attempts, leg.NextAttemptAt) = (next.Name, 0, work.Now);
            return;
        }

        leg.State = LegState.Failed;
        work.Record(call, "call.failed", leg);
        await engine.AfterLossAsync(work, call);
    }
}
