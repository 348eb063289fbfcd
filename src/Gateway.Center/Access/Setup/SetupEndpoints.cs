using Gateway.Center.Access.Accounts;
using Gateway.Center.Access.Sessions;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.Setup;

/// <summary>The first administrator and the county, made once.</summary>
internal static class SetupEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/setup", (SetupCode code, CenterOptions options) =>
            TypedResults.Ok(new { Needed = code.Current is not null, County = options.County.Name, Version = ProductVersion.Text })).WithMetadata(OpenEndpoint.Instance);
        api.MapPost("/setup", SetUpAsync).WithMetadata(OpenEndpoint.Instance);
    }

    private static async Task<IResult> SetUpAsync(
        SetupRequest request, HttpContext context, SetupCode code, SessionBook book, PasswordHasher hasher, SessionCookie cookie, CenterStore store,
        CenterOptions options, CancellationToken cancellation)
    {
        if (code.Current is null)
        {
            return CenterProblem.Conflict("setup.done", "已完成首次设置", "the first account is made already");
        }

        if (!code.IsRight(request.Code))
        {
            return CenterProblem.Of(StatusCodes.Status403Forbidden, "setup.code.wrong", "设置码不正确", "the set-up code is not right");
        }

        var errors = Check(request);
        if (errors.Any)
        {
            return CenterProblem.Fields(errors);
        }

        var hash = await hasher.HashAsync(request.Password!, cancellation);
        var made = await store.WriteAsync(work => MakeAsync(work, request, hash, book, options, Caller.Of(context)), cancellation);
        code.Forget();
        if (made is not { } result)
        {
            return CenterProblem.Conflict("setup.done", "已完成首次设置", "the first account is made already");
        }

        cookie.Write(context.Response, result.Token);
        return TypedResults.Ok(await store.ReadAsync(db => SessionView.OfAsync(db, result.Running, options, cancellation), cancellation));
    }

    private static ConfigurationErrors Check(SetupRequest request)
    {
        var errors = new ConfigurationErrors();
        var account = AccountName.Of(request.Account);
        errors.Require(AccountName.IsGood(account), "account", request.Account, AccountName.AllowedZh, AccountName.AllowedEn);
        errors.Require(request.Name?.Trim().Length is > 0 and <= 100, "name", request.Name, "1 到 100 个字符", "1 to 100 characters");
        if (PasswordRules.Refusal(request.Password, account) is { } refusal)
        {
            errors.Add("password", "***", refusal.Zh, refusal.En);
        }

        return errors;
    }

    /// <returns>Null when somebody was faster.</returns>
    private static async Task<(RunningSession Running, string Token)?> MakeAsync(
        CenterWork work, SetupRequest request, string hash, SessionBook book, CenterOptions options, Caller caller)
    {
        if (await work.Db.Set<Account>().AnyAsync())
        {
            return null;
        }

        var id = AccountName.Of(request.Account);
        var county = await CountyUnit.EnsureAsync(work, options.County, id);
        var person = new Person
        {
            Id = Guid.CreateVersion7(work.Now).ToString("n"), Name = request.Name!.Trim(), UnitId = county.Id, UnitPath = county.Path, ReviewedAt = work.Now,
        };
        var account = new Account
        {
            Id = id, PasswordHash = hash, Role = CenterRole.Administrator, ScopePath = "/", PersonId = person.Id, CreatedAt = work.Now,
        };
        work.Db.AddRange(person, account);
        work.Record(
            new LedgerFact("account.created", id) { Actor = id, UnitPath = AccessFacts.Path },
            new { account.Role, Scope = account.ScopePath, Person = person.Id, Setup = true, caller.Address });
        var (session, token) = await book.BeginAsync(work, account, caller);
        return (new RunningSession(session, account), token);
    }

    private sealed record SetupRequest(string? Code, string? Account, string? Password, string? Name);
}
