using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Roster.Api;

/// <summary>Reading and keeping the roster.</summary>
internal static class RosterEndpoints
{
    private const int MaxNotes = 4000;
    private const int Most = 2000;
    private static readonly TimeSpan s_view = TimeSpan.FromDays(7);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/roster", ListAsync).Needs(CenterAct.See);
        api.MapGet("/roster/check", CheckAsync).Needs(CenterAct.See);
        api.MapPost("/roster", AddAsync).Needs(CenterAct.ManageRoster);
        api.MapPost("/roster/pattern", PatternAsync).Needs(CenterAct.ManageRoster);
        api.MapPost("/roster/import", ImportAsync).Needs(CenterAct.ManageRoster);
        api.MapPut("/roster/{id}", ChangeAsync).Needs(CenterAct.ManageRoster);
        api.MapDelete("/roster/{id}", RemoveAsync).Needs(CenterAct.ManageRoster);
        api.MapPost("/roster/{id}/handover", HandOverAsync).Needs(CenterAct.ManageRoster);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, CenterStore store, TimeProvider time, DateTimeOffset? from, DateTimeOffset? to, string? unit, CancellationToken cancellation) =>
        TypedResults.Ok(await store.ReadAsync(
            async db => await ViewsAsync(db, await VisibleAsync(db, context.User(), from, to, unit, time.GetUtcNow(), cancellation), time.GetUtcNow(), cancellation), cancellation));

    private static async Task<IResult> CheckAsync(
        HttpContext context, CenterStore store, TimeProvider time, CenterOptions options, DateTimeOffset? from, DateTimeOffset? to, string? unit, CancellationToken cancellation)
    {
        var (now, at) = (time.GetUtcNow(), unit ?? options.County.Id);
        var (start, end) = (from ?? now, to ?? now + s_view);
        var shifts = await store.ReadAsync(db => VisibleAsync(db, context.User(), start, end, at, now, cancellation), cancellation);
        return TypedResults.Ok(new RosterCheckView(RosterCheck.Holes(shifts, start, end), RosterCheck.Conflicts(shifts)));
    }

    private static async Task<IResult> AddAsync(HttpContext context, CenterStore store, TimeProvider time, ShiftRequest request, CancellationToken cancellation) =>
        await AddAllAsync(context, store, time, [request], _ => "shift", new ConfigurationErrors(), apply: true, cancellation);

    private static async Task<IResult> PatternAsync(
        HttpContext context, CenterStore store, TimeProvider time, CenterOptions options, ShiftPattern pattern, CancellationToken cancellation)
    {
        var errors = new ConfigurationErrors();
        errors.Require(pattern.Days is > 0 and <= 366, "days", pattern.Days, "1 到 366", "1 to 366");
        errors.Require(pattern.OfficersPerShift is > 0 and <= 10, "officersPerShift", pattern.OfficersPerShift, "1 到 10", "1 to 10");
        errors.Require(pattern.Officers is { Count: > 0 and <= 100 }, "officers", pattern.Officers?.Count, "1 到 100 人", "1 to 100 people");
        errors.Require(pattern.Leaders is { Count: <= 100 }, "leaders", pattern.Leaders?.Count, "最多 100 人", "at most 100 people");
        errors.Require(
            pattern.Changes is { Count: > 0 and <= 6 } && pattern.Changes.SequenceEqual(pattern.Changes.Distinct().Order()), "changes", pattern.Changes?.Count,
            "1 到 6 个递增的时刻", "1 to 6 ascending times");
        return errors.Any
            ? Refused(errors)
            : await AddAllAsync(
                context, store, time, [.. pattern.Shifts(TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone))], index => $"shift {index + 1}", errors, apply: true, cancellation);
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, CenterStore store, TimeProvider time, CenterOptions options, bool? apply, CancellationToken cancellation)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(cancellation);
        var errors = new ConfigurationErrors();
        var requests = RosterCsv.Read(text, TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone), errors);
        return await AddAllAsync(context, store, time, requests, index => $"row {index + 2}", errors, apply ?? true, cancellation);
    }

    private static async Task<IResult> AddAllAsync(
        HttpContext context, CenterStore store, TimeProvider time, IReadOnlyList<ShiftRequest> requests, Func<int, string> path, ConfigurationErrors errors, bool apply,
        CancellationToken cancellation)
    {
        var user = context.User();
        var views = await store.WriteAsync(
            async work => await ViewsAsync(work.Db, await RosterBook.AddAsync(work, user, requests, path, errors, apply), time.GetUtcNow(), cancellation), cancellation);
        return errors.Any ? Refused(errors) : TypedResults.Ok(views);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, CenterStore store, string id, ShiftRequest request, CancellationToken cancellation)
    {
        var user = context.User();
        var errors = new ConfigurationErrors();
        var found = await store.WriteAsync(
            async work =>
            {
                if (await FindAsync(work, user, id) is not { } shift)
                {
                    return false;
                }

                // Checked on a copy: what is wrong leaves the shift as it is.
                var tried = new Shift { Id = id, UnitId = "", UnitPath = "", From = default, To = default };
                await RosterBook.SetAsync(work.Db, user, tried, request, "shift", errors);
                if (!errors.Any)
                {
                    await RosterBook.SetAsync(work.Db, user, shift, request, "shift", errors);
                    RosterBook.Record(work, user, shift, "roster.changed");
                }

                return true;
            },
            cancellation);
        return !found ? NotThere() : errors.Any ? Refused(errors) : TypedResults.NoContent();
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, CenterStore store, string id, CancellationToken cancellation)
    {
        var user = context.User();
        var found = await store.WriteAsync(
            async work =>
            {
                if (await FindAsync(work, user, id) is not { } shift)
                {
                    return false;
                }

                work.Db.Remove(shift);
                RosterBook.Record(work, user, shift, "roster.removed");
                return true;
            },
            cancellation);
        return found ? TypedResults.NoContent() : NotThere();
    }

    private static async Task<IResult> HandOverAsync(HttpContext context, CenterStore store, string id, HandoverRequest request, CancellationToken cancellation)
    {
        var user = context.User();
        var errors = new ConfigurationErrors();
        var notes = request.Notes ?? "";
        errors.Require(notes.Length <= MaxNotes, "notes", notes.Length, $"最多 {MaxNotes} 字", $"at most {MaxNotes} characters");
        var found = await store.WriteAsync(
            async work =>
            {
                var person = request.To is { } to ? await work.Db.FindAsync<Person>(to) : null;
                errors.Require(person is { IsActive: true }, "to", request.To, "在册人员的 id", "id of an active person");
                if (await FindAsync(work, user, id) is not { } shift)
                {
                    return false;
                }

                if (!errors.Any)
                {
                    await RosterBook.HandOverAsync(work, user, shift, request.To!, notes);
                }

                return true;
            },
            cancellation);
        return !found ? NotThere() : errors.Any ? Refused(errors) : TypedResults.NoContent();
    }

    private static async Task<Shift?> FindAsync(CenterWork work, CurrentUser user, string id) =>
        await work.Db.FindAsync<Shift>(id) is { } shift && user.Sees(shift.UnitPath) ? shift : null;

    private static Task<List<Shift>> VisibleAsync(
        CenterDb db, CurrentUser user, DateTimeOffset? from, DateTimeOffset? to, string? unit, DateTimeOffset now, CancellationToken cancellation)
    {
        var (start, end, scope) = (from ?? now - s_view, to ?? now + s_view, user.ScopePath);
        return db.Set<Shift>().Where(shift => shift.To > start && shift.From < end && shift.UnitPath.StartsWith(scope) && (unit == null || shift.UnitId == unit))
            .OrderBy(shift => shift.From).ThenBy(shift => shift.Id).Take(Most).ToListAsync(cancellation);
    }

    private static async Task<IReadOnlyList<ShiftView>> ViewsAsync(CenterDb db, IReadOnlyList<Shift> shifts, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = shifts.SelectMany(shift => shift.OfficerIds().Append(shift.LeaderId).Append(shift.HandedOverTo)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var names = await db.Set<Person>().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        OnDutyView On(string id) => new(id, names.GetValueOrDefault(id, id));
        return [.. shifts.Select(shift => new ShiftView(
            shift.Id, shift.UnitId, shift.From, shift.To, [.. shift.OfficerIds().Select(On)], shift.LeaderId is { } leader ? On(leader) : null, Handover(shift, names), shift.Covers(now)))];
    }

    private static HandoverView? Handover(Shift shift, Dictionary<string, string> names) => shift.HandedOverAt is not { } at ? null : new HandoverView(
        at, shift.HandedOverBy ?? "", names.GetValueOrDefault(shift.HandedOverTo ?? "", shift.HandedOverTo ?? ""), shift.HandoverNotes ?? "",
        JsonSerializer.Deserialize<List<string>>(shift.HandoverIncidents, CenterJson.Options) ?? []);

    private static IResult NotThere() => TypedResults.Problem(statusCode: 404, title: "没有这个班次 / there is no such shift");

    private static IResult Refused(ConfigurationErrors errors) => TypedResults.Problem(
        statusCode: 400, title: "填写有误 / not taken", extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = "roster.invalid", ["why"] = new LocalizedText("填写有误", "some fields are wrong"),
            ["errors"] = errors.Items.Select(error => new { error.Path, error.Found, error.Allowed }),
        });
}
