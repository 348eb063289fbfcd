using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Access;
using Gateway.Center.Ledger;
using Gateway.Center.Overview;
using Gateway.Center.Roster;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Roster;

public sealed class RosterTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Against a minute-by-minute count.</summary>
    [Fact]
    public void Holes_are_exactly_the_minutes_no_shift_covers() => Prop.ForAll(
        Gen.Choose(-10, 60).Zip(Gen.Choose(1, 30)).ListOf().ToArbitrary(),
        shifts =>
        {
            var roster = shifts.Select((shift, n) => Shift($"{n}", shift.Item1, shift.Item1 + shift.Item2, "a")).ToList();
            var holes = RosterCheck.Holes(roster, At(0), At(50));
            return Enumerable.Range(0, 50).All(minute => holes.Any(hole => hole.From <= At(minute) && At(minute) < hole.To) == !roster.Exists(shift => shift.Covers(At(minute))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_has_two_shifts_at_once_is_a_conflict_and_a_change_of_shift_is_none()
    {
        var conflicts = RosterCheck.Conflicts([Shift("1", 0, 10, "a"), Shift("2", 10, 20, "a"), Shift("3", 15, 30, "a"), Shift("4", 0, 30, "b")]);

        conflicts.ShouldBe([new RosterConflict("a", "2", "3", At(15), At(20))]);
    }

    [Fact]
    public void A_pattern_of_two_shifts_a_day_takes_people_in_turn_without_holes()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var shifts = new ShiftPattern("county", new DateOnly(2026, 3, 2), 2, [new TimeOnly(8, 0), new TimeOnly(20, 0)], ["a", "b", "c"], ["x", "y"]).Shifts(zone).ToList();

        shifts.Select(shift => (shift.From, shift.Officers![0], shift.Leader)).ShouldBe(
            [(s_start, "a", "x"), (s_start.AddHours(12), "b", "x"), (s_start.AddHours(24), "c", "y"), (s_start.AddHours(36), "a", "y")]);
        shifts.Zip(shifts.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
        shifts[^1].To.ShouldBe(s_start.AddHours(48));
    }

    [Fact]
    public async Task A_sheet_is_taken_whole_or_told_every_error_by_row()
    {
        await using var center = await StartAsync();
        using var duty = center.SignedInAs(CenterRole.DutyOfficer);
        var bad = await ImportAsync(duty, "unit,from,to,officers,leader\ncounty,2026-03-02 08:00,2026-03-02 20:00,ghost,\nnowhere,yesterday,2026-03-02 20:00,a,\n");
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await bad.Content.ReadAsStringAsync();
        new[] { "row 2.officers", "row 3.unitId", "row 3.from" }.ShouldAllBe(path => text.Contains(path));
        (await duty.GetFromJsonAsync<JsonElement>("/api/v1/roster")).GetArrayLength().ShouldBe(0);

        (await ImportAsync(duty, "unit,from,to,officers,leader\ncounty,2026-03-02 08:00,2026-03-02 20:00,a;b,c\n")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var shift = (await duty.GetFromJsonAsync<JsonElement>("/api/v1/roster")).EnumerateArray().ShouldHaveSingleItem();
        shift.GetProperty("isNow").GetBoolean().ShouldBeTrue();
        shift.GetProperty("officers").EnumerateArray().Select(one => one.GetProperty("person").GetString()).ShouldBe(["a", "b"]);
        (await center.SignedInAs(CenterRole.Town, "/county/town/").GetFromJsonAsync<JsonElement>("/api/v1/roster")).GetArrayLength().ShouldBe(0);
        (await center.SignedInAs(CenterRole.Town, "/county/town/").PostAsJsonAsync("/api/v1/roster", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_hand_over_keeps_who_when_notes_and_what_was_open()
    {
        await using var center = await StartAsync();
        await center.Store.AddShiftAsync("county", s_start.AddHours(-1), 8, ["a"]);
        await center.Store.WriteAsync(work => Task.FromResult(work.Db.Add(CountyBuilder.Incident("i1", Core.Warnings.WarningTier.Red, work.Now))), CancellationToken.None);
        using var duty = center.SignedInAs(CenterRole.DutyOfficer);
        var id = (await duty.GetFromJsonAsync<JsonElement>("/api/v1/roster"))[0].GetProperty("id").GetString();

        (await duty.PostAsJsonAsync($"/api/v1/roster/{id}/handover", new { to = "b", notes = "关注一号罐" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var handover = (await duty.GetFromJsonAsync<JsonElement>("/api/v1/roster"))[0].GetProperty("handover");
        handover.GetProperty("openIncidents")[0].GetString().ShouldBe("i1");
        handover.GetProperty("notes").GetString().ShouldBe("关注一号罐");
        (await KindsAsync(center)).ShouldContain("roster.handed-over");
    }

    [Fact]
    public async Task A_hole_ahead_is_something_to_do_and_nobody_on_duty_now_is_a_fact()
    {
        await using var center = await StartAsync();
        await center.Store.AddShiftAsync("county", s_start.AddHours(-1), 3, ["a"], "c");
        var draft = await OverviewAsync(center);
        draft.Duty.ShouldNotBeNull().Covered.ShouldBeTrue();
        draft.Duty.Officers.ShouldBe(["人员a"]);
        draft.Hand.ShouldHaveSingleItem().Since.ShouldBe(s_start.AddHours(2));

        center.Time.Jump(TimeSpan.FromHours(3));
        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromMinutes(1));
            return (await KindsAsync(center)).Contains("roster.uncovered");
        });

        (await OverviewAsync(center)).Duty!.Covered.ShouldBeFalse();
        (await KindsAsync(center)).Count(kind => kind == "roster.uncovered").ShouldBe(1);
    }

    private static async Task<CenterUnderTest> StartAsync()
    {
        var center = await CenterUnderTest.StartAsync();
        await center.Store.AddCountyAsync();
        foreach (var person in new[] { "a", "b", "c" })
        {
            await center.Store.AddPersonAsync(person, "county", "none");
        }

        return center;
    }

    private static Task<HttpResponseMessage> ImportAsync(HttpClient client, string text) => client.PostAsync("/api/v1/roster/import", new StringContent(text, Encoding.UTF8, "text/csv"));

    private static Task<List<string>> KindsAsync(CenterUnderTest center) =>
        center.Store.ReadAsync(db => db.Set<LedgerEntry>().Select(entry => entry.Kind).ToListAsync(), CancellationToken.None);

    private static async Task<OverviewDraft> OverviewAsync(CenterUnderTest center)
    {
        var draft = new OverviewDraft();
        var part = center.Services.GetServices<IOverviewPart>().OfType<RosterOverviewPart>().Single();
        await center.Store.ReadAsync(
            async db =>
            {
                await part.AddAsync(db, draft, new CurrentUser("t", null, CenterRole.DutyOfficer, "/", null), center.Time.GetUtcNow(), CancellationToken.None);
                return 0;
            },
            CancellationToken.None);
        return draft;
    }

    private static DateTimeOffset At(int minute) => s_start.AddMinutes(minute);

    private static Shift Shift(string id, int from, int to, string officer) => new()
    {
        Id = id, UnitId = "county", UnitPath = "/county/", From = At(from), To = At(to), Officers = $"[\"{officer}\"]",
    };
}
