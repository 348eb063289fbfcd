using Gateway.Center.Access.Sessions;
using Gateway.Center.Access.SignIn;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.Accounts;

/// <summary>Changes the own password: every session of the account ends, and a new one begins for who changed it.</summary>
public sealed class PasswordDesk(CenterStore store, SessionBook book, SignInDesk desk, PasswordHasher hasher)
{
    public async Task<(ConfigurationErrors Errors, SignInResult? Changed)> ChangeOwnAsync(
        Account account, string old, string? chosen, Caller caller, CancellationToken cancellation)
    {
        var errors = new ConfigurationErrors();
        if (PasswordRules.Refusal(chosen, account.Id) is { } refusal)
        {
            errors.Add("new", "***", refusal.Zh, refusal.En);
        }

        errors.Require(chosen != old, "new", "***", "与旧密码不同", "another one than the old");
        if (errors.Any)
        {
            return (errors, null);
        }

        if (old.Length > PasswordRules.Longest || !await desk.IsOwnPasswordAsync(account, old, caller, cancellation))
        {
            errors.Add("old", "***", "现在的密码", "the password of now");
            return (errors, null);
        }

        var hash = await hasher.HashAsync(chosen!, cancellation);
        return (errors, await store.WriteAsync(work => ChangeAsync(work, account.Id, hash, caller), cancellation));
    }

    private async Task<SignInResult> ChangeAsync(CenterWork work, string id, string hash, Caller caller)
    {
        var account = await work.Db.Set<Account>().SingleAsync(known => known.Id == id);
        (account.PasswordHash, account.MustChangePassword, account.PasswordExpiresAt) = (hash, false, null);
        work.Record(new LedgerFact("account.password-changed", id) { Actor = id, UnitPath = AccessFacts.Path }, new { caller.Address });
        await SessionBook.EndAllAsync(work, id, "passwordChanged", id);
        await work.Db.SaveChangesAsync();
        var (session, token) = await book.BeginAsync(work, account, caller);
        return new SignInResult(new RunningSession(session, account), token, null);
    }
}
