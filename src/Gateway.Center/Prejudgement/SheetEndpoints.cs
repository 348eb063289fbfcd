using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Center.Prejudgement.Making;
using Gateway.Center.Prejudgement.Sheets;
using Gateway.Center.Sites;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Prejudgement;

/// <summary><c>PrejudgementSheet</c> of api/types.</summary>
/// <param name="May">Of <c>edit</c> and <c>sign</c>, what the account can do now.</param>
internal sealed record SheetView(
    string Id, SheetCadence Cadence, string UnitId, LocalizedText UnitName, string? Site, SheetSpan Period, SheetState State, IReadOnlyList<SheetSection> Sections, string Judgement,
    string Measures, IReadOnlyList<string> Participants, IReadOnlyList<SheetSignature> Signatures, DateTimeOffset MadeAt, DateTimeOffset DueAt, bool Late, int Version, IReadOnlyList<string> May, IReadOnlyList<NotNow> NotNow);

internal sealed record SheetSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>Body of <c>PUT /prejudgements/{id}</c> and of a signature.</summary>
internal sealed record SheetEdit(int? Version, string? Judgement, string? Measures);

/// <summary>Body of <c>POST /prejudgements/consultations</c>.</summary>
internal sealed record Consultation(string? UnitId, IReadOnlyList<string>? Participants, string? Subject, string? Conclusion, string? Measures);

/// <summary>Sheets on the API. Those who may sign are of the unit the sheet is about; who only sees it reads.</summary>
internal sealed class SheetEndpoints(CenterStore store, CenterOptions options, TimeProvider time)
{
    public const int LongestText = 20_000;
    private const int Most = 500;
    private const int MostParticipants = 100;

    public Task<IReadOnlyList<SheetView>> ListAsync(CurrentUser user, SheetCadence? cadence, string? unit, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<SheetView>>(
        async db =>
        {
            var sheets = await Seen(db, user)
                .Where(sheet => (cadence == null ? sheet.Cadence != SheetCadence.Consultation : sheet.Cadence == cadence) && (unit == null || sheet.UnitId == unit)
                    && (from == null || sheet.To > from) && (to == null || sheet.From < to))
                .OrderByDescending(sheet => sheet.From).ThenBy(sheet => sheet.Id).Take(Most).ToListAsync(cancellation);
            return [.. sheets.Select(sheet => ViewOf(sheet, user))];
        },
        cancellation);

    public async Task<IResult> OneAsync(CurrentUser user, string id, CancellationToken cancellation) =>
        await FindAsync(user, id, cancellation) is { } sheet ? TypedResults.Ok(ViewOf(sheet, user)) : NotFound();

    public async Task<IResult> PageAsync(CurrentUser user, string id, bool chinese, CancellationToken cancellation) =>
        await FindAsync(user, id, cancellation) is { } sheet
            ? TypedResults.Content(SheetPage.Of(ViewOf(sheet, user), chinese, options.County, user, time.GetUtcNow()), "text/html; charset=utf-8")
            : NotFound();

    public Task<IResult> EditAsync(CurrentUser user, string id, SheetEdit edit, CancellationToken cancellation) => ChangeAsync(
        user, id, edit,
        (work, sheet) =>
        {
            (sheet.Judgement, sheet.Measures) = (edit.Judgement ?? sheet.Judgement, edit.Measures ?? sheet.Measures);
            sheet.Version++;
            work.Record(SheetDuty.FactOf(sheet, "prejudgement.edited", user.Account), new { sheet.Judgement, sheet.Measures, sheet.Version });
            return Task.FromResult<LocalizedText?>(null);
        },
        cancellation);

    public Task<IResult> SignAsync(CurrentUser user, string id, SheetEdit edit, CancellationToken cancellation) => ChangeAsync(
        user, id, edit, (work, sheet) => SignAsync(work, sheet, user, cancellation), cancellation);

    public async Task<IResult> ConsultAsync(CurrentUser user, Consultation told, CancellationToken cancellation)
    {
        if (Trouble(told) is { } why)
        {
            return Problem(StatusCodes.Status400BadRequest, "invalid", why);
        }

        var sheet = await store.WriteAsync(work => AddAsync(work, user, told, cancellation), cancellation);
        return sheet is null ? NotFound() : TypedResults.Ok(ViewOf(sheet, user));
    }

    private static async Task<LocalizedText?> SignAsync(CenterWork work, Sheet sheet, CurrentUser user, CancellationToken cancellation)
    {
        if (SheetPossibilities.WhyNotSign(sheet, user) is { } why)
        {
            return why;
        }

        var signatures = SheetPossibilities.SignaturesOf(sheet);
        var name = user.Person is { } id && await work.Db.Set<Person>().FirstOrDefaultAsync(person => person.Id == id, cancellation) is { } person ? person.Name : user.Account;
        sheet.IsLate |= sheet.State == SheetState.Overdue || (signatures.Count == 0 && work.Now > sheet.DueAt);
        sheet.State = SheetState.Signed;
        sheet.Signatures = JsonSerializer.Serialize(signatures.Append(new SheetSignature(user.Account, name, user.Role, work.Now)), CenterJson.Options);
        sheet.Version++;
        work.Record(SheetDuty.FactOf(sheet, "prejudgement.signed", user.Account), new { name, late = sheet.IsLate, sheet.Judgement, sheet.Measures, sheet.Version });
        return null;
    }

    private async Task<IResult> ChangeAsync(CurrentUser user, string id, SheetEdit edit, Func<CenterWork, Sheet, Task<LocalizedText?>> change, CancellationToken cancellation)
    {
        if (edit.Judgement?.Length > LongestText || edit.Measures?.Length > LongestText)
        {
            return Problem(StatusCodes.Status400BadRequest, "invalid", new($"最多 {LongestText} 字", $"at most {LongestText} characters"));
        }

        var refusal = await store.WriteAsync<IResult?>(
            async work =>
            {
                if (await Seen(work.Db, user).FirstOrDefaultAsync(sheet => sheet.Id == id, cancellation) is not { } sheet)
                {
                    return NotFound();
                }

                if (!SheetPossibilities.Owns(user, sheet))
                {
                    return Problem(StatusCodes.Status403Forbidden, "notOwnUnit", new("只能填写和签署本单位的预判", "only sheets of the own unit"));
                }

                if (edit.Version is { } known && known != sheet.Version)
                {
                    return Problem(StatusCodes.Status409Conflict, "changedMeanwhile", new($"已被他人修改（版本 {sheet.Version}）", $"somebody changed it meanwhile (version {sheet.Version})"));
                }

                var changesText = (edit.Judgement is not null && edit.Judgement != sheet.Judgement) || (edit.Measures is not null && edit.Measures != sheet.Measures);
                return sheet.State == SheetState.Signed && changesText
                    ? Problem(StatusCodes.Status409Conflict, "signed", SheetPossibilities.Stands)
                    : await change(work, sheet) is { } why ? Problem(StatusCodes.Status409Conflict, "notNow", why) : null;
            },
            cancellation);
        return refusal ?? await OneAsync(user, id, cancellation);
    }

    private async Task<Sheet?> AddAsync(CenterWork work, CurrentUser user, Consultation told, CancellationToken cancellation)
    {
        var unit = await work.Db.Set<OrgUnit>().FirstOrDefaultAsync(unit => unit.Id == told.UnitId, cancellation);
        if (unit is null || !user.Sees(unit.Path, unit.Industry))
        {
            return null;
        }

        var day = SheetPeriod.Of(SheetCadence.Day, work.Now, SheetPeriod.ZoneOf(options));
        var prefix = $"consultation.{unit.Id}.{day.Label}-";
        var number = await work.Db.Set<Sheet>().CountAsync(sheet => sheet.Id.StartsWith(prefix), cancellation) + 1;
        var subject = new SheetSection("subject", new("议题", "subject"), [new SheetItem(new(told.Subject!, told.Subject!), Gateway.Core.Warnings.WarningTier.None, null, user.Account)]);
        var sheet = new Sheet
        {
            Id = prefix + number.ToString(CultureInfo.InvariantCulture), Cadence = SheetCadence.Consultation, UnitId = unit.Id, UnitPath = unit.Path, NameZh = unit.NameZh, NameEn = unit.NameEn,
            From = day.From, To = day.To, MadeAt = work.Now, DueAt = work.Now + TimeSpan.FromDays(1), Sections = JsonSerializer.Serialize(new[] { subject }, CenterJson.Options),
            Judgement = told.Conclusion!, Measures = told.Measures!, Participants = JsonSerializer.Serialize(told.Participants, CenterJson.Options),
        };
        work.Db.Add(sheet);
        work.Record(SheetDuty.FactOf(sheet, "consultation.recorded", user.Account), new { told.Participants, told.Subject, told.Conclusion, told.Measures });
        return sheet;
    }

    private static LocalizedText? Trouble(Consultation told) =>
        told.Participants is not { Count: > 0 and <= MostParticipants } people || people.Any(name => string.IsNullOrWhiteSpace(name) || name.Length > 100)
            ? new($"须有 1 至 {MostParticipants} 名参加人", $"1 to {MostParticipants} participants")
            : new[] { told.Subject, told.Conclusion, told.Measures }.Any(text => string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
                ? new("须填写议题、结论和措施", "subject, conclusion and measures are needed")
                : null;

    private static IQueryable<Sheet> Seen(CenterDb db, CurrentUser user)
    {
        var (scope, industry) = (user.ScopePath, user.Industry);
        return db.Set<Sheet>().Where(sheet => sheet.UnitPath.StartsWith(scope)
            && (industry == null || sheet.SiteId == null || !db.Set<Site>().Any(site => site.Id == sheet.SiteId && site.Industry != null && site.Industry != industry)));
    }

    private Task<Sheet?> FindAsync(CurrentUser user, string id, CancellationToken cancellation) =>
        store.ReadAsync(db => Seen(db, user).FirstOrDefaultAsync(sheet => sheet.Id == id, cancellation), cancellation);

    private static SheetView ViewOf(Sheet sheet, CurrentUser user) => ViewOf(sheet, SheetPossibilities.Of(sheet, user));

    private static SheetView ViewOf(Sheet sheet, PossibleActs acts) => new(
        sheet.Id, sheet.Cadence, sheet.UnitId, new(sheet.NameZh, sheet.NameEn), sheet.SiteId, new(sheet.From, sheet.To), sheet.State, Read<SheetSection>(sheet.Sections), sheet.Judgement,
        sheet.Measures, Read<string>(sheet.Participants), SheetPossibilities.SignaturesOf(sheet), sheet.MadeAt, sheet.DueAt, sheet.IsLate, sheet.Version, acts.May, acts.NotNow);

    private static IReadOnlyList<T> Read<T>(string json) => JsonSerializer.Deserialize<IReadOnlyList<T>>(json, CenterJson.Options) ?? [];

    private static IResult NotFound() => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);

    private static IResult Problem(int status, string code, LocalizedText why) => TypedResults.Problem(
        statusCode: status, title: why.ToString(), extensions: new Dictionary<string, object?> { ["code"] = code, ["why"] = why });
}

/// <summary>A sheet to print.</summary>
internal static class SheetPage
{
    public static string Of(SheetView sheet, bool chinese, CountyOptions county, CurrentUser user, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(county.TimeZone);
        string Say(string zh, string en) => WebUtility.HtmlEncode(chinese ? zh : en);
        string Day(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string At(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        var title = $"{(chinese ? sheet.UnitName.Zh : sheet.UnitName.En)} {Day(sheet.Period.From)} – {Day(sheet.Period.To.AddTicks(-1))}";
        var html = PrintedHead.Begin(title, county, user, now, chinese).Append("<h1>").Append(WebUtility.HtmlEncode(title)).Append("</h1>");
        if (sheet.Participants.Count > 0)
        {
            html.Append("<p>").Append(Say("参加人", "participants")).Append(": ").Append(WebUtility.HtmlEncode(string.Join(", ", sheet.Participants))).Append("</p>");
        }

        foreach (var section in sheet.Sections)
        {
            html.Append("<h2>").Append(Say(section.Name.Zh, section.Name.En)).Append("</h2><ul>");
            foreach (var item in section.Items)
            {
                html.Append("<li>").Append(Say(item.Text.Zh, item.Text.En)).Append(" <small>").Append(WebUtility.HtmlEncode($"{item.Site} [{item.Source}]")).Append("</small></li>");
            }

            html.Append("</ul>");
        }

        html.Append("<h2>").Append(Say("研判意见", "judgement")).Append("</h2><p>").Append(WebUtility.HtmlEncode(sheet.Judgement)).Append("</p>");
        html.Append("<h2>").Append(Say("措施", "measures")).Append("</h2><p>").Append(WebUtility.HtmlEncode(sheet.Measures)).Append("</p>");
        foreach (var signature in sheet.Signatures)
        {
            html.Append("<p>").Append(Say("签字", "signed")).Append(": ").Append(WebUtility.HtmlEncode($"{signature.Name} {At(signature.At)}")).Append("</p>");
        }

        return html.Append(sheet.Late ? $"<p>{Say("逾期签字", "signed late")}</p>" : "").Append("</body></html>").ToString();
    }
}
