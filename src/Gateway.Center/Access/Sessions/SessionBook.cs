using Gateway.Center.Access.Accounts;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.Sessions;

/// <summary>Begins, finds and ends sessions. What begins or ends stands in the ledger; tokens stand nowhere.</summary>
public sealed class SessionBook(CenterStore store, AccessOptions options, TimeProvider time)
{
    private static readonly TimeSpan s_noted = TimeSpan.FromMinutes(1);

    /// <returns>Null when the token is unknown, the session is over or the account may not sign in any more.</returns>
    public async Task<RunningSession?> FindAsync(string token, CancellationToken cancellation)
    {
        var hash = SessionToken.HashOf(token);
        var found = await store.ReadAsync(
            db => db.Set<CenterSession>().Where(session => session.TokenHash == hash)
                .Join(db.Set<Account>(), session => session.AccountId, account => account.Id, (session, account) => new { session, account })
                .SingleOrDefaultAsync(cancellation),
            cancellation);
        var now = time.GetUtcNow();
        if (found is null || found.account.IsDisabled || found.session.ExpiresAt(options) <= now)
        {
            return null;
        }

        if (now - found.session.LastSeenAt >= s_noted)
        {
            await NoteSeenAsync(found.session.Id, now, cancellation);
        }

        return new RunningSession(found.session, found.account);
    }

    /// <summary>Begins a session in the caller's change; one too many ends the oldest.</summary>
    /// <returns>The token, once.</returns>
    public async Task<(CenterSession Session, string Token)> BeginAsync(CenterWork work, Account account, Caller caller)
    {
        var running = await work.Db.Set<CenterSession>().Where(session => session.AccountId == account.Id).OrderBy(session => session.BeganAt).ToListAsync();
        foreach (var oldest in running.Take(Math.Max(0, running.Count - options.SessionsPerAccount + 1)))
        {
            End(work, oldest, "tooMany", actor: null);
        }

        var token = SessionToken.New();
        var session = new CenterSession
        {
            Id = Guid.CreateVersion7(work.Now).ToString("n"), TokenHash = SessionToken.HashOf(token), AccountId = account.Id, Csrf = SessionToken.New(),
            BeganAt = work.Now, LastSeenAt = work.Now, Address = caller.Address, Agent = caller.Agent,
        };
        work.Db.Add(session);
        account.LastSignIn = work.Now;
        work.Record(
            new LedgerFact("session.began", account.Id) { Actor = account.Id, UnitPath = AccessFacts.Path },
            new { Session = session.Id, session.Address, session.Agent, account.Role, account.ScopePath });
        return (session, token);
    }

    /// <summary>Ends all of an account in the caller's change.</summary>
    public static async Task EndAllAsync(CenterWork work, string account, string why, string? actor)
    {
        foreach (var session in await work.Db.Set<CenterSession>().Where(session => session.AccountId == account).ToListAsync())
        {
            End(work, session, why, actor);
        }
    }

    public static async Task EndByTokenAsync(CenterWork work, string token, string why, string? actor)
    {
        var hash = SessionToken.HashOf(token);
        if (await work.Db.Set<CenterSession>().SingleOrDefaultAsync(session => session.TokenHash == hash) is { } session)
        {
            End(work, session, why, actor);
        }
    }

    /// <param name="why"><c>signedOut</c>, <c>replaced</c>, <c>tooMany</c>, <c>passwordChanged</c>, <c>account</c>, <c>administrator</c>, <c>expired</c>.</param>
    /// <param name="actor">Null for the center itself.</param>
    public static void End(CenterWork work, CenterSession session, string why, string? actor)
    {
        work.Db.Remove(session);
        work.Record(new LedgerFact("session.ended", session.AccountId) { Actor = actor, UnitPath = AccessFacts.Path }, new { Session = session.Id, Why = why });
    }

    private Task NoteSeenAsync(string id, DateTimeOffset now, CancellationToken cancellation) => store.WriteAsync(
        work => work.Db.Set<CenterSession>().Where(session => session.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, now), cancellation),
        cancellation);
}

/// <summary>From where somebody calls.</summary>
/// <param name="Agent">What the browser calls itself, at most 120 characters.</param>
public sealed record Caller(string Address, string Agent)
{
    private const int LongestAgent = 120;

    public static Caller Of(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return new Caller(context.Connection.RemoteIpAddress?.ToString() ?? "", agent.Length <= LongestAgent ? agent : agent[..LongestAgent]);
    }
}
