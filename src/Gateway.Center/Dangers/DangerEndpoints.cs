using System.Globalization;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Dangers.Views;
using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers;

/// <summary>Opens and moves hidden dangers for the API.</summary>
internal sealed class DangerEndpoints(CenterStore store, CenterOptions options, DangerBook book, TimeProvider time)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    public async Task<IResult> OneAsync(CurrentUser user, string id, CancellationToken cancellation) =>
        await store.ReadAsync(
            async db => await db.DangersOf(user).FirstOrDefaultAsync(danger => danger.Id == id, cancellation) is { } danger
                ? (IResult)TypedResults.Ok(await DangerViews.ViewAsync(db, danger, user, time.GetUtcNow(), cancellation))
                : DangerAnswers.NotFound(),
            cancellation);

    public async Task<IResult> OpenAsync(CurrentUser user, DangerOpening opening, CancellationToken cancellation)
    {
        if (DangerChecks.Of(opening) is { Count: > 0 } errors)
        {
            return DangerAnswers.Invalid(errors);
        }

        var id = await store.WriteAsync(work => OpenAsync(work, user, opening, cancellation), cancellation);
        return id is null ? DangerAnswers.NotFound() : await OneAsync(user, id, cancellation);
    }

    public async Task<IResult> PlanAsync(CurrentUser user, string id, DangerPlan plan, CancellationToken cancellation)
    {
        var errors = DangerChecks.Of(plan);
        var due = DueOf(plan.TimeLimit, errors);
        return errors.Count > 0
            ? DangerAnswers.Invalid(errors)
            : await ChangeAsync(user, id, "plan", plan.Version, _ => new SetPlan(
                plan.Responsible, plan.Measures, plan.Funds, due, plan.Plan, plan.TakesTime, plan.InterimMeasures, plan.Cause), cancellation);
    }

    public Task<IResult> StepAsync(CurrentUser user, string id, string step, DangerStep body, CancellationToken cancellation) =>
        step == "plan" || !DangerRights.Steps.Contains(step) ? Task.FromResult(DangerAnswers.NotFound())
        : DangerChecks.Of(step, body) is { Count: > 0 } errors ? Task.FromResult(DangerAnswers.Invalid(errors))
        : step == "sign" && !MaySign(user, body.Party) ? Task.FromResult(DangerAnswers.Forbidden())
        : ChangeAsync(user, id, step, body.Version, danger => CommandOf(user, step, body, danger), cancellation);

    private static bool MaySign(CurrentUser user, DangerParty? party) =>
        DangerRights.PartiesOf(user) is { Count: > 0 } parties && (party is null ? parties.Count == 1 : parties.Contains(party.Value));

    private async Task<IResult> ChangeAsync(
        CurrentUser user, string id, string step, int? version, Func<HiddenDanger, DangerCommand> command, CancellationToken cancellation)
    {
        if (!DangerRights.May(user, step))
        {
            return DangerAnswers.Forbidden();
        }

        var refusal = await store.WriteAsync<IResult?>(
            async work =>
            {
                if (await work.Db.DangersOf(user).FirstOrDefaultAsync(danger => danger.Id == id, cancellation) is not { } danger)
                {
                    return DangerAnswers.NotFound();
                }

                if (version is { } known && known != danger.Version)
                {
                    return DangerAnswers.Conflict("changedMeanwhile", new($"已被他人修改（版本 {danger.Version}）", $"somebody changed it meanwhile (version {danger.Version})"));
                }

                var actor = new DangerActor(user.Account, user.Person, await NameOfAsync(work, user, cancellation), work.Now);
                return DangerBook.Change(work, danger, command(danger), actor) is { } why ? DangerAnswers.Conflict("notNow", why) : null;
            },
            cancellation);
        return refusal ?? await OneAsync(user, id, cancellation);
    }

    private DangerCommand CommandOf(CurrentUser user, string step, DangerStep body, HiddenDanger danger) => step switch
    {
        "start" => new Start(),
        "submit" => new Submit(body.Result!),
        "sign" => new Sign(body.Party ?? DangerRights.PartiesOf(user)[0], body.Remark ?? ""),
        "return" => new Return(body.Reason!),
        "list" => new List(body.Body!, body.Level!, body.Deadline!.Value),
        "delist" => new Delist(),
        "escalate" => new Escalate(body.How!),
        "report" => new Report(body.To!.Value, body.What!.Value, body.How!),
        "cancel" => new Cancel(body.Reason!),
        "keep" => new KeepOpen(body.Reason!),
        "upgrade" => new Upgrade(body.Reason!),
        _ => new Review(body.Remark!, time.GetUtcNow() + book.ReviewEvery(danger.Grade)),
    };

    private async Task<string?> OpenAsync(CenterWork work, CurrentUser user, DangerOpening opening, CancellationToken cancellation)
    {
        var incident = opening.Incident is null ? null : await work.Db.Set<Incident>().FirstOrDefaultAsync(incident => incident.Id == opening.Incident, cancellation);
        var siteId = incident?.SiteId ?? opening.Site;
        var site = await work.Db.Set<Site>().FirstOrDefaultAsync(site => site.Id == siteId, cancellation);
        if (site is null || !user.Sees(site.UnitPath, site.Industry) || (opening.Incident is not null && incident is null))
        {
            return null;
        }

        var source = incident is null ? opening.Source!.Value : DangerSource.Warning;
        var danger = await book.OpenAsync(
            work, site, new NewDanger(opening.Grade!.Value, source, opening.Title!, opening.Description!, opening.Cause, opening.Point, incident?.Id, incident?.IsDrill ?? false),
            user.Account, cancellation);
        return danger.Id;
    }

    private static async Task<string> NameOfAsync(CenterWork work, CurrentUser user, CancellationToken cancellation) =>
        user.Person is { } id && await work.Db.Set<Person>().FirstOrDefaultAsync(person => person.Id == id, cancellation) is { } person ? person.Name : user.Account;

    private DateTimeOffset? DueOf(string? told, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(told))
        {
            return null;
        }

        if (DateOnly.TryParseExact(told, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            var end = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(end, _zone.GetUtcOffset(end)).ToUniversalTime();
        }

        if (DateTimeOffset.TryParse(told, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            return instant;
        }

        errors.Add(new("timeLimit", told.Length <= 40 ? told : told[..40], new("日期 2026-03-31 或 ISO 8601 时间", "a day 2026-03-31 or an ISO 8601 instant")));
        return null;
    }
}

/// <summary>Answers of these endpoints.</summary>
internal static class DangerAnswers
{
    public static IResult NotFound() => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);

    public static IResult Forbidden() => TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "无权进行此操作 / this account may not do that");

    public static IResult Conflict(string code, LocalizedText why) => TypedResults.Problem(
        statusCode: StatusCodes.Status409Conflict, title: why.ToString(), extensions: new Dictionary<string, object?> { ["code"] = code, ["why"] = why });

    public static IResult Invalid(IReadOnlyList<FieldError> errors)
    {
        var why = new LocalizedText("内容有误", "something is wrong with what was entered");
        return TypedResults.Problem(
            statusCode: StatusCodes.Status400BadRequest, title: why.ToString(),
            extensions: new Dictionary<string, object?> { ["code"] = "invalid", ["why"] = why, ["errors"] = errors });
    }
}
