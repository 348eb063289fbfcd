using System.Globalization;
using Gateway.Center.Access;
using Gateway.Center.Clocks.Reports;
using Gateway.Center.Clocks.Sending;
using Gateway.Center.Clocks.Views;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Clocks;

/// <summary>The clocks and their reports on the API.</summary>
internal sealed class ClockEndpoints(CenterStore store, CenterOptions options, ReportDesk desk, SendOrder order, DutyScheduler duties, TimeProvider time)
{
    private const int Most = 500;

    public Task<IReadOnlyList<ClockView>> ListAsync(CurrentUser user, ClockState? state, bool drill, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var clocks = await db.ClocksOf(user).Where(clock => clock.IsDrill == drill && (state == null || clock.State == state))
                .OrderByDescending(clock => clock.StartedAt).ThenBy(clock => clock.DueAt).Take(Most).ToListAsync(cancellation);
            return await ClockViews.OfAsync(db, clocks, options.Clocks, user, cancellation);
        },
        cancellation);

    public async Task<IResult> OneAsync(CurrentUser user, string id, CancellationToken cancellation) =>
        await FindAsync(user, id, cancellation) is { } clock ? TypedResults.Ok(await ViewAsync(clock, user, cancellation)) : NotFound();

    public async Task<IResult> ReportAsync(CurrentUser user, string id, int? version, bool chinese, CancellationToken cancellation)
    {
        if (await FindAsync(user, id, cancellation) is not { } clock)
        {
            return NotFound();
        }

        var saved = await store.ReadAsync(db => ReportDesk.VersionAsync(db, id, version, cancellation), cancellation);
        return saved is not null ? TypedResults.Ok(ViewOf(clock, saved))
            : version is not null ? NotFound()
            : TypedResults.Ok(new ReportView($"{id}/v0", id, await desk.DraftAsync(clock, chinese, cancellation), null, null, 0, false));
    }

    public async Task<IResult> DraftAsync(CurrentUser user, string id, bool chinese, CancellationToken cancellation) =>
        await FindAsync(user, id, cancellation) is { } clock
            ? TypedResults.Ok(new ReportView($"{id}/v0", id, await desk.DraftAsync(clock, chinese, cancellation), null, null, 0, false))
            : NotFound();

    public async Task<IResult> VersionsAsync(CurrentUser user, string id, CancellationToken cancellation)
    {
        if (await FindAsync(user, id, cancellation) is not { } clock)
        {
            return NotFound();
        }

        var versions = await store.ReadAsync(
            db => db.Set<ReportVersion>().Where(version => version.ClockId == id).OrderBy(version => version.Number).ToListAsync(cancellation), cancellation);
        return TypedResults.Ok(versions.ConvertAll(version => ViewOf(clock, version)));
    }

    public async Task<IResult> SaveAsync(CurrentUser user, string id, ReportSave save, bool chinese, CancellationToken cancellation)
    {
        if (await FindAsync(user, id, cancellation) is not { } clock)
        {
            return NotFound();
        }

        if (Trouble(clock, save) is { } why)
        {
            return Refused(StatusCodes.Status400BadRequest, "invalidReport", why);
        }

        var last = await store.ReadAsync(db => ReportDesk.VersionAsync(db, id, null, cancellation), cancellation);
        if (last?.Number >= ReportDesk.MostVersions)
        {
            return Refused(StatusCodes.Status409Conflict, "tooManyVersions", ReportDesk.TooManyVersions);
        }

        var texts = save.Headings!.ToDictionary(heading => heading.Id!, heading => heading.Text!, StringComparer.Ordinal);
        return TypedResults.Ok(ViewOf(clock, await desk.SaveAsync(clock, texts, chinese, user.Account, cancellation)));
    }

    public async Task<IResult> SendAsync(CurrentUser user, string id, SendRequest request, CancellationToken cancellation)
    {
        if (await FindAsync(user, id, cancellation) is not { } clock)
        {
            return NotFound();
        }

        if (await store.WriteAsync(work => order.PlaceAsync(work, id, request, user.Account, cancellation), cancellation) is { } why)
        {
            return Refused(StatusCodes.Status409Conflict, "notSendable", why);
        }

        duties.Wake(ReportSender.DutyName);
        return TypedResults.Ok(await ViewAsync((await FindAsync(user, clock.Id, cancellation))!, user, cancellation));
    }

    public async Task<IResult> PageAsync(CurrentUser user, string id, int? version, bool chinese, CancellationToken cancellation)
    {
        if (await FindAsync(user, id, cancellation) is not { } clock)
        {
            return NotFound();
        }

        var saved = await store.ReadAsync(db => ReportDesk.VersionAsync(db, id, version, cancellation), cancellation);
        if (saved is null && version is not null)
        {
            return NotFound();
        }

        saved ??= new ReportVersion { ClockId = id, Number = 0, Headings = "[]", IsChinese = chinese, SavedAt = clock.ConfirmedAt, By = "-", IsComplete = false };
        var headings = saved.Number == 0 ? await desk.DraftAsync(clock, chinese, cancellation) : ReportDesk.HeadingsOf(saved);
        var text = ReportText.Of(clock, saved, headings, desk.Zone);
        var view = await ViewAsync(clock, user, cancellation);
        var foot = view.Proof.Where(proof => proof.Version == saved.Number).Select(proof => $"{proof.RecipientName.In(chinese)} {ReportRecipient.WayOf(proof.Channel).In(chinese)} {TimeZoneInfo.ConvertTime(proof.At, desk.Zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)} {proof.Receipt} SHA-256 {proof.Sha256}");
        var head = PrintedHead.Begin(chinese ? clock.NameZh : clock.NameEn, options.County, user, time.GetUtcNow(), chinese);
        return TypedResults.Content(ReportText.Page(head, text, foot.Prepend($"SHA-256 {ReportText.HashOf(text)}")), "text/html; charset=utf-8");
    }

    private Task<ReportClock?> FindAsync(CurrentUser user, string id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.ClocksOf(user).FirstOrDefaultAsync(clock => clock.Id == id, cancellation), cancellation);

    private Task<ClockView> ViewAsync(ReportClock clock, CurrentUser user, CancellationToken cancellation) =>
        store.ReadAsync(async db => (await ClockViews.OfAsync(db, [clock], options.Clocks, user, cancellation))[0], cancellation);

    private static ReportView ViewOf(ReportClock clock, ReportVersion version) => new(
        $"{clock.Id}/v{version.Number}", clock.Id, ReportDesk.HeadingsOf(version), version.SavedAt, version.By, version.Number, version.IsComplete);

    private static LocalizedText? Trouble(ReportClock clock, ReportSave save)
    {
        var known = ReportForms.Of(clock.Form).Select(heading => heading.Id).ToList();
        return save.Headings is not { Count: > 0 } headings || headings.Any(heading => heading.Id is null || heading.Text is null || !known.Contains(heading.Id))
            || headings.Select(heading => heading.Id).Distinct().Count() != headings.Count
                ? new($"标题须各出现一次：{string.Join('、', known)}", $"headings, each at most once: {string.Join(", ", known)}")
                : headings.Any(heading => heading.Text!.Length > ReportDesk.LongestText)
                    ? new($"每个标题最多 {ReportDesk.LongestText} 字", $"at most {ReportDesk.LongestText} characters under a heading")
                    : null;
    }

    private static IResult NotFound() => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);

    private static IResult Refused(int status, string code, LocalizedText why) => TypedResults.Problem(
        statusCode: status, title: why.ToString(), extensions: new Dictionary<string, object?> { ["code"] = code, ["why"] = why });
}

/// <summary>Body of <c>PUT /clocks/{id}/report</c>: headings not named keep their text.</summary>
internal sealed record ReportSave(IReadOnlyList<HeadingSave>? Headings);

internal sealed record HeadingSave(string? Id, string? Text);
