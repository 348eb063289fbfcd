using Gateway.Center.Access.Accounts;
using Gateway.Center.Access.Sessions;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.SignIn;

/// <summary>How a sign-in ended.</summary>
/// <param name="Running">Null when it was refused.</param>
/// <param name="LockedUntil">When the next try is looked at; null when at once.</param>
public sealed record SignInResult(RunningSession? Running, string Token, DateTimeOffset? LockedUntil)
{
    internal static SignInResult Refused { get; } = new(null, "", null);
}

/// <summary>
/// Signs in. Refusals are alike, in words and in time, whether the account is unknown, disabled or the password wrong. Every refusal and every session
/// stands in the ledger; a name that no account has does not, because people type passwords there.
/// </summary>
public sealed partial class SignInDesk(
    CenterStore store, SessionBook book, PasswordHasher hasher, AccessOptions options, TimeProvider time, ILogger<SignInDesk> logger)
{
    private const string Unknown = "unknown";

    /// <param name="previous">Token the browser still holds; that session ends, so that nobody is signed in with a token somebody planted.</param>
    public async Task<SignInResult> SignInAsync(string name, string password, string? previous, Caller caller, CancellationToken cancellation)
    {
        var account = await store.ReadAsync(db => db.Set<Account>().SingleOrDefaultAsync(known => known.Id == name, cancellation), cancellation);
        if (await LockAsync(name, caller, cancellation) is { } until)
        {
            return SignInResult.Refused with { LockedUntil = until };
        }

        var isRight = await hasher.IsRightAsync(account?.PasswordHash, password, cancellation);
        var renewed = isRight && hasher.IsOutdated(account!.PasswordHash) ? await hasher.HashAsync(password, cancellation) : null;
        return await store.WriteAsync(
            async work =>
            {
                // Looked at again inside the change: of many tries at the same time none passes a lock the others caused.
                var throttles = await ThrottlesAsync(work, name, caller);
                if (throttles.LockedUntil(work.Now) is { } locked)
                {
                    return SignInResult.Refused with { LockedUntil = locked };
                }

                var now = await work.Db.Set<Account>().SingleOrDefaultAsync(known => known.Id == name, cancellation);
                return isRight && MaySignIn(now, account!, work.Now)
                    ? await WelcomeAsync(work, now!, renewed, previous, throttles, caller)
                    : Refuse(work, now, throttles, caller);
            },
            cancellation);
    }

    /// <summary>Checks the password of somebody who is signed in; wrong ones count as at the sign-in.</summary>
    public async Task<bool> IsOwnPasswordAsync(Account account, string password, Caller caller, CancellationToken cancellation)
    {
        if (await LockAsync(account.Id, caller, cancellation) is not null)
        {
            return false;
        }

        if (await hasher.IsRightAsync(account.PasswordHash, password, cancellation))
        {
            return true;
        }

        await store.WriteAsync(async work => Refuse(work, account, await ThrottlesAsync(work, account.Id, caller), caller), cancellation);
        return false;
    }

    private static bool MaySignIn(Account? now, Account checkedOne, DateTimeOffset at) =>
        now is { IsDisabled: false } && now.PasswordHash == checkedOne.PasswordHash && !(now.PasswordExpiresAt <= at);

    private async Task<SignInResult> WelcomeAsync(CenterWork work, Account account, string? renewed, string? previous, Throttles throttles, Caller caller)
    {
        if (previous is not null)
        {
            await SessionBook.EndByTokenAsync(work, previous, "replaced", account.Id);
            await work.Db.SaveChangesAsync();
        }

        account.PasswordHash = renewed ?? account.PasswordHash;
        work.Db.Remove(throttles.Account);
        var (session, token) = await book.BeginAsync(work, account, caller);
        return new SignInResult(new RunningSession(session, account), token, null);
    }

    private SignInResult Refuse(CenterWork work, Account? account, Throttles throttles, Caller caller)
    {
        var subject = account?.Id ?? Unknown;
        work.Record(new LedgerFact("session.refused", subject) { UnitPath = AccessFacts.Path }, new { caller.Address, caller.Agent });
        if (throttles.Account.Fail(work.Now, options.AccountLockAfter, options))
        {
            RecordLock(work, "account.locked", subject, throttles.Account.LockedUntil, caller);
        }

        if (throttles.Address.Fail(work.Now, options.AddressLockAfter, options))
        {
            RecordLock(work, "address.locked", caller.Address, throttles.Address.LockedUntil, caller);
        }

        return SignInResult.Refused;
    }

    private void RecordLock(CenterWork work, string kind, string subject, DateTimeOffset? until, Caller caller)
    {
        work.Record(new LedgerFact(kind, subject) { UnitPath = AccessFacts.Path }, new { Until = until, caller.Address });
        LogLocked(logger, subject, caller.Address, until);
    }

    private Task<DateTimeOffset?> LockAsync(string name, Caller caller, CancellationToken cancellation)
    {
        var (account, address, now) = (SignInThrottle.OfAccount(name), SignInThrottle.OfAddress(caller.Address), time.GetUtcNow());
        return store.ReadAsync(
            db => db.Set<SignInThrottle>().Where(throttle => (throttle.Key == account || throttle.Key == address) && throttle.LockedUntil > now)
                .MaxAsync(throttle => throttle.LockedUntil, cancellation),
            cancellation);
    }

    private static async Task<Throttles> ThrottlesAsync(CenterWork work, string name, Caller caller) =>
        new(await FindOrAddAsync(work, SignInThrottle.OfAccount(name)), await FindOrAddAsync(work, SignInThrottle.OfAddress(caller.Address)));

    private static async Task<SignInThrottle> FindOrAddAsync(CenterWork work, string key)
    {
        if (await work.Db.Set<SignInThrottle>().SingleOrDefaultAsync(throttle => throttle.Key == key) is { } known)
        {
            return known;
        }

        var fresh = new SignInThrottle { Key = key, LastFailureAt = work.Now };
        work.Db.Add(fresh);
        return fresh;
    }

    [LoggerMessage(8600, LogLevel.Warning, "{Subject} is locked after wrong passwords from {Address} until {Until}.")]
    private static partial void LogLocked(ILogger logger, string subject, string address, DateTimeOffset? until);

    private sealed record Throttles(SignInThrottle Account, SignInThrottle Address)
    {
        public DateTimeOffset? LockedUntil(DateTimeOffset now)
        {
            var (account, address) = (Account.IsLocked(now) ? Account.LockedUntil : null, Address.IsLocked(now) ? Address.LockedUntil : null);
            return account is null || address > account ? address : account;
        }
    }
}
