using Gateway.Center.Calls.Engine;
using Gateway.Center.Data;
using Gateway.Center.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Answers;

/// <summary>What the page behind a link shows.</summary>
public sealed record LinkView(string TitleZh, string TitleEn, bool IsDrill);

/// <summary>Takes answers, whichever way they come.</summary>
public sealed class AnswerService(CenterStore store, CallEngine engine, TimeProvider time)
{
    /// <summary>Longest text of an answer.</summary>
    public const int MaxAnswer = 200;

    /// <returns>Null when the link is unknown, used or expired; which of them is told to nobody.</returns>
    public Task<LinkView?> LookAsync(string token, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var (hash, now) = (AnswerTokens.HashOf(token), time.GetUtcNow());
            return await (from link in db.Set<AnswerToken>()
                          join leg in db.Set<CallLeg>() on link.LegId equals leg.Id
                          join call in db.Set<Call>() on leg.CallId equals call.Id
                          join incident in db.Set<Incident>() on call.IncidentId equals incident.Id
                          where link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now
                          select new LinkView(incident.TitleZh, incident.TitleEn, call.IsDrill)).FirstOrDefaultAsync(cancellation);
        },
        cancellation);

    /// <summary>Uses up a link.</summary>
    /// <returns>False when it is unknown, used or expired.</returns>
    public async Task<bool> UseAsync(string token, string answer, CancellationToken cancellation)
    {
        // Guessing costs a read, never a turn at the database.
        if (await LookAsync(token, cancellation) is null)
        {
            return false;
        }

        return await store.WriteAsync(
            async work =>
            {
                if (await work.Db.FindAsync<AnswerToken>(AnswerTokens.HashOf(token)) is not { UsedAt: null } link || link.ExpiresAt <= work.Now)
                {
                    return false;
                }

                link.UsedAt = work.Now;
                return await GiveAsync(work, link.LegId, leg => new GivenAnswer(answer, "link", leg.PersonId ?? "@link", null));
            },
            cancellation);
    }

    /// <returns>False when there is no such message, or it has been answered.</returns>
    public async Task<bool> GiveAsync(CenterWork work, string legId, Func<CallLeg, GivenAnswer> answer)
    {
        if (await work.Db.FindAsync<CallLeg>(legId) is not { AnsweredAt: null } leg || await work.Db.FindAsync<Call>(leg.CallId) is not { } call)
        {
            return false;
        }

        await engine.AnswerAsync(work, call, leg, answer(leg));
        return true;
    }
}
