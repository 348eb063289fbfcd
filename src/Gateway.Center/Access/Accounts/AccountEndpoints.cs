using Gateway.Center.Access.Sessions;
using Gateway.Center.Access.SignIn;
using Gateway.Center.Composition;
using Gateway.Center.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.Accounts;

/// <summary>Accounts and running sessions, for administrators.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/accounts", ListAsync).Needs(CenterAct.ManageAccounts);
        api.MapPost("/accounts", async (AccountRequest request, HttpContext context, AccountDesk desk, CancellationToken cancellation) =>
            Answer(await desk.CreateAsync(request, context.User(), cancellation), isNew: true)).Needs(CenterAct.ManageAccounts);
        api.MapPut("/accounts/{id}", async (string id, AccountRequest request, HttpContext context, AccountDesk desk, CancellationToken cancellation) =>
            Answer(await desk.ChangeAsync(id, request, context.User(), cancellation))).Needs(CenterAct.ManageAccounts);
        api.MapPost("/accounts/{id}/reset", async (string id, HttpContext context, AccountDesk desk, CancellationToken cancellation) =>
            Answer(await desk.ResetAsync(id, context.User(), cancellation))).Needs(CenterAct.ManageAccounts);
        api.MapPost("/accounts/{id}/unlock", async (string id, HttpContext context, AccountDesk desk, CancellationToken cancellation) =>
            Answer(await desk.UnlockAsync(id, context.User(), cancellation))).Needs(CenterAct.ManageAccounts);
        api.MapGet("/sessions", SessionsAsync).Needs(CenterAct.ManageAccounts);
        api.MapDelete("/sessions/{id}", EndAsync).Needs(CenterAct.ManageAccounts);
    }

    private static async Task<IResult> ListAsync(HttpContext context, AccountDesk desk, CenterStore store, TimeProvider time, CancellationToken cancellation)
    {
        var accounts = await desk.ListAsync(context.User(), cancellation);
        var now = time.GetUtcNow();
        var locks = await store.ReadAsync(
            db => db.Set<SignInThrottle>().Where(throttle => throttle.LockedUntil > now).ToDictionaryAsync(throttle => throttle.Key, throttle => throttle.LockedUntil, cancellation),
            cancellation);
        return TypedResults.Ok(accounts.Select(account => AccountView.Of(account, locks.GetValueOrDefault(SignInThrottle.OfAccount(account.Id)))).ToList());
    }

    private static IResult Answer(AccountDesk.Result result, bool isNew = false) => result.Outcome switch
    {
        AccountDesk.Outcome.Wrong => CenterProblem.Fields(result.Errors!),
        AccountDesk.Outcome.NotThere => CenterProblem.NotFound(),
        AccountDesk.Outcome.Taken => CenterProblem.Conflict("account.taken", "已有同名账号", "there is an account of this name"),
        AccountDesk.Outcome.Oneself => CenterProblem.Conflict(
            "account.self", "不能修改自己的权限或重置自己的密码，请由另一位管理员操作", "nobody changes his own rights or resets himself; another administrator does"),
        _ => TypedResults.Json(
            new { Account = AccountView.Of(result.Account!, null), result.OneTimePassword },
            statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK),
    };

    private static async Task<IResult> SessionsAsync(HttpContext context, CenterStore store, AccessOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var (user, now) = (context.User(), time.GetUtcNow());
        var own = context.Features.Get<RunningSession>()?.Session.Id;
        var sessions = await store.ReadAsync(
            db => db.Set<CenterSession>().Where(session => AccountDesk.Reachable(db.Set<Account>(), user).Any(account => account.Id == session.AccountId))
                .OrderByDescending(session => session.BeganAt).ToListAsync(cancellation),
            cancellation);
        return TypedResults.Ok(sessions.Where(session => session.ExpiresAt(options) > now).Select(session => new
        {
            session.Id, Account = session.AccountId, session.BeganAt, session.LastSeenAt, ExpiresAt = session.ExpiresAt(options), session.Address, session.Agent,
            IsOwn = session.Id == own,
        }).ToList());
    }

    private static async Task<IResult> EndAsync(string id, HttpContext context, CenterStore store, CancellationToken cancellation)
    {
        var user = context.User();
        var ended = await store.WriteAsync(
            async work =>
            {
                var session = await work.Db.Set<CenterSession>().SingleOrDefaultAsync(
                    known => known.Id == id && AccountDesk.Reachable(work.Db.Set<Account>(), user).Any(account => account.Id == known.AccountId));
                if (session is not null)
                {
                    SessionBook.End(work, session, "administrator", user.Account);
                }

                return session is not null;
            },
            cancellation);
        return ended ? TypedResults.NoContent() : CenterProblem.NotFound();
    }
}
