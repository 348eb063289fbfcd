using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Exchange.Access;
using Gateway.Center.Ledger;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Push;

/// <param name="After">Ledger sequence to begin behind; null = from now on.</param>
public sealed record SubscriptionDraft(string? Name, string? Url, string? ScopePath, IReadOnlyList<string>? Rights, long? After);

/// <param name="Secret">Signs each request; shown once, null ever after.</param>
/// <param name="Behind">Ledger entries it has not been told of yet.</param>
public sealed record SubscriptionView(
    string Id, string Name, string Url, string ScopePath, IReadOnlyList<string> Rights, long Cursor, long Behind, int Failures, DateTimeOffset? NextAt, DateTimeOffset? LastGoodAt, string? Trouble,
    int DeadLetters, string? Secret);

/// <summary>Webhooks of other platforms, kept by administrators.</summary>
internal static class SubscriptionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/exchange/subscriptions", ListAsync).Needs(CenterAct.ManageSettings);
        api.MapPost("/exchange/subscriptions", MakeAsync).Needs(CenterAct.ManageSettings);
        api.MapDelete("/exchange/subscriptions/{id}", RemoveAsync).Needs(CenterAct.ManageSettings);
        api.MapGet("/exchange/dead-letters", LettersAsync).Needs(CenterAct.ManageSettings);
        api.MapPost("/exchange/dead-letters/{id}/again", AgainAsync).Needs(CenterAct.ManageSettings);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CenterStore store)
    {
        var scope = context.User().ScopePath;
        return TypedResults.Ok(await store.ReadAsync(
            async db =>
            {
                var head = (await LedgerHead.ReadAsync(db, context.RequestAborted)).Sequence;
                var letters = await db.Set<ExchangeDeadLetter>().GroupBy(letter => letter.SubscriptionId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(context.RequestAborted);
                var subscriptions = await db.Set<ExchangeSubscription>().Where(s => s.RemovedAt == null && s.ScopePath.StartsWith(scope)).OrderBy(s => s.MadeAt).ToListAsync(context.RequestAborted);
                return subscriptions.ConvertAll(s => View(s, head, letters.FirstOrDefault(letter => letter.Key == s.Id)?.Count ?? 0, null));
            },
            context.RequestAborted));
    }

    private static async Task<IResult> MakeAsync(HttpContext context, SubscriptionDraft draft, CenterStore store, PushSecrets secrets)
    {
        var (user, errors) = (context.User(), new ConfigurationErrors());
        var (scope, rights) = (draft.ScopePath ?? user.ScopePath, ExchangeRights.None);
        errors.Require(draft.Name is { Length: >= 1 and <= 100 }, "name", draft.Name, "1 到 100 字符", "1 to 100 characters");
        errors.Require(
            draft.Url is { Length: <= 500 } && Uri.TryCreate(draft.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0, "url", draft.Url,
            "http 或 https 地址，不含口令", "an http or https address without a password");
        errors.Require(scope.StartsWith(user.ScopePath, StringComparison.Ordinal) && scope.StartsWith('/') && scope.EndsWith('/') && scope.Length <= 600, "scopePath", scope, "账号范围以内的路径", "a path within the scope of the account");
        errors.Require(draft.After is null or >= 0, "after", draft.After, "不小于 0", "not below 0");
        foreach (var name in draft.Rights ?? [])
        {
            var known = new[] { ExchangeRights.Sites, ExchangeRights.Warnings, ExchangeRights.Handling, ExchangeRights.Dangers }.FirstOrDefault(right => TokenEndpoints.NameOf(right) == name);
            errors.Require(known != ExchangeRights.None, "rights", name, "sites、warnings、handling、dangers", "sites, warnings, handling, dangers");
            rights |= known;
        }

        errors.Require(errors.Any || rights != ExchangeRights.None, "rights", "", "至少一项", "at least one");
        return errors.Any ? InputProblem.Of(errors) : await StoreAsync(store, draft, scope, rights, user.Account, secrets, context.RequestAborted);
    }

    private static Task<IResult> StoreAsync(CenterStore store, SubscriptionDraft draft, string scope, ExchangeRights rights, string actor, PushSecrets secrets, CancellationToken cancellation) =>
        store.WriteAsync<IResult>(
            work =>
            {
                var made = new ExchangeSubscription
                {
                    Id = Guid.CreateVersion7(work.Now).ToString("N"), Name = draft.Name!, Url = draft.Url!, ScopePath = scope, Rights = rights, MadeAt = work.Now,
                    Cursor = Math.Min(draft.After ?? work.Head.Sequence, work.Head.Sequence),
                };
                work.Db.Add(made);
                work.Record(new LedgerFact("exchange.subscribed", made.Id) { UnitPath = scope, Actor = actor }, new { made.Name, made.Url, Rights = rights.ToString(), made.Cursor });
                return Task.FromResult<IResult>(TypedResults.Created($"/api/v1/exchange/subscriptions/{made.Id}", View(made, work.Head.Sequence, 0, secrets.Of(made.Id))));
            },
            cancellation);

    private static Task<IResult> RemoveAsync(HttpContext context, string id, CenterStore store)
    {
        var user = context.User();
        return store.WriteAsync<IResult>(
            async work =>
            {
                var known = await work.Db.Set<ExchangeSubscription>().FirstOrDefaultAsync(s => s.Id == id && s.RemovedAt == null);
                if (known is null || !user.Sees(known.ScopePath))
                {
                    return TypedResults.NotFound();
                }

                known.RemovedAt = work.Now;
                work.Record(new LedgerFact("exchange.unsubscribed", id) { UnitPath = known.ScopePath, Actor = user.Account }, new { known.Name });
                return TypedResults.NoContent();
            },
            context.RequestAborted);
    }

    private static async Task<IResult> LettersAsync(HttpContext context, CenterStore store)
    {
        var scope = context.User().ScopePath;
        return TypedResults.Ok(await store.ReadAsync(
            db => db.Set<ExchangeDeadLetter>().Where(letter => db.Set<ExchangeSubscription>().Any(s => s.Id == letter.SubscriptionId && s.ScopePath.StartsWith(scope)))
                .OrderBy(letter => letter.At).Take(500).ToListAsync(context.RequestAborted),
            context.RequestAborted));
    }

    /// <summary>Sets the cursor back before the letter: everything from there is sent again, in order; what the platform has already it drops by its sequence.</summary>
    private static async Task<IResult> AgainAsync(HttpContext context, string id, CenterStore store, DutyScheduler duties)
    {
        var user = context.User();
        var done = await store.WriteAsync(
            async work =>
            {
                var letter = await work.Db.Set<ExchangeDeadLetter>().FirstOrDefaultAsync(known => known.Id == id);
                var known = letter is null ? null : await work.Db.Set<ExchangeSubscription>().FirstOrDefaultAsync(s => s.Id == letter.SubscriptionId);
                if (letter is null || known is null || !user.Sees(known.ScopePath))
                {
                    return false;
                }

                (known.Cursor, known.NextAt, known.Failures, known.Refusals) = (Math.Min(known.Cursor, letter.After), null, 0, 0);
                work.Db.Remove(letter);
                work.Record(new LedgerFact("exchange.sent-again", known.Id) { UnitPath = known.ScopePath, Actor = user.Account }, new { letter.After, letter.UpTo });
                return true;
            },
            context.RequestAborted);
        duties.Wake(PushDuty.DutyName);
        return done ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static SubscriptionView View(ExchangeSubscription s, long head, int letters, string? secret) =>
        new(
            s.Id, s.Name, s.Url, s.ScopePath, [.. Enum.GetValues<ExchangeRights>().Where(right => right != ExchangeRights.None && s.Rights.HasFlag(right)).Select(TokenEndpoints.NameOf)], s.Cursor,
            Math.Max(0, head - s.Cursor), s.Failures, s.NextAt, s.LastGoodAt, s.Trouble, letters, secret);
}
