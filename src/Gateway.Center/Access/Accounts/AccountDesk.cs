using Gateway.Center.Access.Sessions;
using Gateway.Center.Access.SignIn;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.Accounts;

/// <summary>Keeps the accounts. An administrator reaches those within the own scope only; what lies outside is not there.</summary>
internal sealed class AccountDesk(CenterStore store, PasswordHasher hasher, AccessOptions options)
{
    public enum Outcome
    {
        Done,
        Wrong,
        NotThere,

        /// <summary>Nobody changes his own rights or locks himself out: so the last administrator stays one.</summary>
        Oneself,
        Taken,
    }

    /// <param name="OneTimePassword">Told once, to be handed over; null when none was made.</param>
    public sealed record Result(Outcome Outcome, Account? Account = null, string? OneTimePassword = null, ConfigurationErrors? Errors = null);

    public Task<IReadOnlyList<Account>> ListAsync(CurrentUser by, CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<Account>>(
        async db => await Reachable(db.Set<Account>(), by).OrderBy(account => account.Id).ToListAsync(cancellation), cancellation);

    public async Task<Result> CreateAsync(AccountRequest request, CurrentUser by, CancellationToken cancellation)
    {
        var id = AccountName.Of(request.Id);
        var (password, hash) = await NewPasswordAsync(cancellation);
        return await store.WriteAsync(
            async work =>
            {
                var errors = new ConfigurationErrors();
                errors.Require(AccountName.IsGood(id), "id", request.Id, AccountName.AllowedZh, AccountName.AllowedEn);
                await request.CheckAsync(work.Db, by, errors);
                if (errors.Any)
                {
                    return new Result(Outcome.Wrong, Errors: errors);
                }

                if (await work.Db.Set<Account>().AnyAsync(account => account.Id == id))
                {
                    return new Result(Outcome.Taken);
                }

                var made = new Account
                {
                    Id = id, PasswordHash = hash, Role = request.Role!.Value, ScopePath = request.Scope!, Industry = request.Industry, PersonId = request.Person,
                    MustChangePassword = true, PasswordExpiresAt = work.Now + options.OneTimePassword, CreatedAt = work.Now,
                };
                work.Db.Add(made);
                work.Record(Fact("account.created", id, by), new { made.Role, Scope = made.ScopePath, made.Industry, Person = made.PersonId });
                return new Result(Outcome.Done, made, password);
            },
            cancellation);
    }

    public Task<Result> ChangeAsync(string id, AccountRequest request, CurrentUser by, CancellationToken cancellation) => OnAsync(
        id, by, allowSelf: false,
        async (work, account) =>
        {
            var errors = new ConfigurationErrors();
            await request.CheckAsync(work.Db, by, errors);
            if (errors.Any)
            {
                return new Result(Outcome.Wrong, Errors: errors);
            }

            var before = new { account.Role, Scope = account.ScopePath, account.Industry, Person = account.PersonId, Disabled = account.IsDisabled };
            (account.Role, account.ScopePath, account.Industry, account.PersonId) = (request.Role!.Value, request.Scope!, request.Industry, request.Person);
            account.IsDisabled = request.Disabled ?? account.IsDisabled;
            var after = new { account.Role, Scope = account.ScopePath, account.Industry, Person = account.PersonId, Disabled = account.IsDisabled };
            work.Record(Fact("account.changed", id, by), new { Before = before, After = after });
            await SessionBook.EndAllAsync(work, id, "account", by.Account);
            return new Result(Outcome.Done, account);
        },
        cancellation);

    public async Task<Result> ResetAsync(string id, CurrentUser by, CancellationToken cancellation)
    {
        var (password, hash) = await NewPasswordAsync(cancellation);
        return await OnAsync(
            id, by, allowSelf: false,
            async (work, account) =>
            {
                (account.PasswordHash, account.MustChangePassword) = (hash, true);
                account.PasswordExpiresAt = work.Now + options.OneTimePassword;
                work.Record(Fact("account.reset", id, by), new { Until = account.PasswordExpiresAt });
                await UnlockAsync(work, id);
                await SessionBook.EndAllAsync(work, id, "account", by.Account);
                return new Result(Outcome.Done, account, password);
            },
            cancellation);
    }

    public Task<Result> UnlockAsync(string id, CurrentUser by, CancellationToken cancellation) => OnAsync(
        id, by, allowSelf: true,
        async (work, account) =>
        {
            await UnlockAsync(work, id);
            work.Record(Fact("account.unlocked", id, by), new { });
            return new Result(Outcome.Done, account);
        },
        cancellation);

    /// <summary>Accounts somebody may look after.</summary>
    public static IQueryable<Account> Reachable(IQueryable<Account> accounts, CurrentUser by) =>
        accounts.Where(account => account.ScopePath.StartsWith(by.ScopePath) && (by.Industry == null || account.Industry == by.Industry));

    private Task<Result> OnAsync(string id, CurrentUser by, bool allowSelf, Func<CenterWork, Account, Task<Result>> change, CancellationToken cancellation) =>
        store.WriteAsync(
            async work => await Reachable(work.Db.Set<Account>(), by).SingleOrDefaultAsync(known => known.Id == id) switch
            {
                null => new Result(Outcome.NotThere),
                { } self when !allowSelf && self.Id == by.Account => new Result(Outcome.Oneself),
                { } account => await change(work, account),
            },
            cancellation);

    private static Task UnlockAsync(CenterWork work, string id)
    {
        var key = SignInThrottle.OfAccount(id);
        return work.Db.Set<SignInThrottle>().Where(throttle => throttle.Key == key).ExecuteDeleteAsync();
    }

    private static LedgerFact Fact(string kind, string id, CurrentUser by) => new(kind, id) { Actor = by.Account, UnitPath = AccessFacts.Path };

    private async Task<(string Password, string Hash)> NewPasswordAsync(CancellationToken cancellation)
    {
        var password = PasswordRules.OneTime();
        return (password, await hasher.HashAsync(password, cancellation));
    }
}
