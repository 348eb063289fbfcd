using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Access;

/// <param name="Days">1 to 1,096. Default 365.</param>
public sealed record TokenDraft(string? Name, string? ScopePath, IReadOnlyList<string>? Rights, int? Days);

/// <param name="Token">Shown once; null ever after.</param>
public sealed record TokenView(string Id, string Name, string ScopePath, IReadOnlyList<string> Rights, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, string? Token)
{
    public static TokenView Of(ExchangeToken token, string? secret = null) =>
        new(token.Id, token.Name, token.ScopePath, Names(token.Rights), token.MadeAt, token.ExpiresAt, token.RevokedAt, secret);

    private static IReadOnlyList<string> Names(ExchangeRights rights) =>
        [.. Enum.GetValues<ExchangeRights>().Where(right => right != ExchangeRights.None && rights.HasFlag(right)).Select(TokenEndpoints.NameOf)];
}

/// <summary>Keys of other platforms, kept by administrators.</summary>
internal static class TokenEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/exchange/tokens", ListAsync).Needs(CenterAct.ManageSettings);
        api.MapPost("/exchange/tokens", MakeAsync).Needs(CenterAct.ManageSettings);
        api.MapDelete("/exchange/tokens/{id}", RevokeAsync).Needs(CenterAct.ManageSettings);
    }

    public static string NameOf(ExchangeRights right) => char.ToLowerInvariant($"{right}"[0]) + $"{right}"[1..];

    private static async Task<IResult> ListAsync(HttpContext context, CenterStore store)
    {
        var scope = context.User().ScopePath;
        var tokens = await store.ReadAsync(
            db => db.Set<ExchangeToken>().Where(token => token.ScopePath.StartsWith(scope)).OrderBy(token => token.MadeAt).ToListAsync(context.RequestAborted), context.RequestAborted);
        return TypedResults.Ok(tokens.Select(token => TokenView.Of(token)));
    }

    private static async Task<IResult> MakeAsync(HttpContext context, TokenDraft draft, CenterStore store, TimeProvider time)
    {
        var user = context.User();
        var errors = new ConfigurationErrors();
        var (scope, days, rights) = (draft.ScopePath ?? user.ScopePath, draft.Days ?? 365, ExchangeRights.None);
        errors.Require(draft.Name is { Length: >= 1 and <= 100 }, "name", draft.Name, "1 到 100 字符", "1 to 100 characters");
        errors.Require(
            scope.StartsWith(user.ScopePath, StringComparison.Ordinal) && scope.StartsWith('/') && scope.EndsWith('/') && scope.Length <= 600, "scopePath", scope,
            "账号范围以内、首尾为 / 的路径", "a path within the scope of the account, with slashes at both ends");
        errors.Require(days is >= 1 and <= 1096, "days", draft.Days, "1 到 1096", "1 to 1096");
        foreach (var name in draft.Rights ?? [])
        {
            var known = Enum.GetValues<ExchangeRights>().FirstOrDefault(right => right != ExchangeRights.None && NameOf(right) == name);
            errors.Require(known != ExchangeRights.None, "rights", name, "sites、values、warnings、handling、dangers、tellNatural、tellPower、metrics", "sites, values, warnings, handling, dangers, tellNatural, tellPower, metrics");
            rights |= known;
        }

        errors.Require(errors.Any || rights != ExchangeRights.None, "rights", "", "至少一项", "at least one");
        if (errors.Any)
        {
            return InputProblem.Of(errors);
        }

        var (secret, now) = (ExchangeToken.New(), time.GetUtcNow());
        var token = new ExchangeToken
        {
            Id = Guid.CreateVersion7(now).ToString("N"), Name = draft.Name!, Hash = ExchangeToken.Digest(secret), ScopePath = scope, Rights = rights, MadeAt = now, ExpiresAt = now.AddDays(days),
        };
        await store.WriteAsync(
            work =>
            {
                work.Db.Add(token);
                work.Record(new LedgerFact("exchange.token-made", token.Id) { UnitPath = scope, Actor = user.Account }, TokenView.Of(token));
                return Task.CompletedTask;
            },
            context.RequestAborted);
        return TypedResults.Created($"/api/v1/exchange/tokens/{token.Id}", TokenView.Of(token, secret));
    }

    private static Task<IResult> RevokeAsync(HttpContext context, string id, CenterStore store)
    {
        var user = context.User();
        return store.WriteAsync<IResult>(
            async work =>
            {
                var token = await work.Db.Set<ExchangeToken>().FirstOrDefaultAsync(known => known.Id == id);
                if (token is null || !user.Sees(token.ScopePath))
                {
                    return TypedResults.NotFound();
                }

                if (token.RevokedAt is null)
                {
                    token.RevokedAt = work.Now;
                    work.Record(new LedgerFact("exchange.token-revoked", id) { UnitPath = token.ScopePath, Actor = user.Account }, new { token.Name });
                }

                return TypedResults.NoContent();
            },
            context.RequestAborted);
    }
}
