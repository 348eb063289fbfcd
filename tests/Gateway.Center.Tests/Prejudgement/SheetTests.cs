using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Ingest;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Center.Prejudgement;
using Gateway.Center.Prejudgement.Making;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Center.Warnings.Intake;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Prejudgement;

public sealed class SheetTests
{
    private const string Plant = "/county/town-a/plant-a/";
    private const string DayId = "day.site-a.20260302";
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_duty_makes_a_day_sheet_per_site_a_week_sheet_per_town_and_a_month_sheet_for_the_county()
    {
        await using var center = await StartAsync();
        var sheets = await WaitForAsync(center, 3);
        sheets.Select(sheet => sheet.GetProperty("id").GetString()).ShouldBe([DayId, "week.town-a.20260302", "month.county.20260301"], ignoreOrder: true);
        var day = sheets.First(sheet => sheet.GetProperty("id").GetString() == DayId);
        day.GetProperty("period").GetProperty("from").GetDateTimeOffset().ShouldBe(s_start.AddHours(-8));
        day.GetProperty("period").GetProperty("to").GetDateTimeOffset().ShouldBe(s_start.AddHours(16));
        day.GetProperty("dueAt").GetDateTimeOffset().ShouldBe(s_start.AddHours(1));
        day.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("items").EnumerateArray())
            .ShouldAllBe(item => item.GetProperty("source").GetString()!.Length > 0 && item.GetProperty("text").GetProperty("zh").GetString()!.Length > 0);
    }

    [Fact]
    public async Task A_sheet_counts_the_last_day_against_the_day_before_and_leaves_drills_out()
    {
        await using var center = await StartAsync(sites: false);
        await center.Store.WriteAsync(
            work =>
            {
                AddWarnings(work.Db, "y", s_start.AddHours(-20), 3, false);
                AddWarnings(work.Db, "x", s_start.AddHours(-40), 1, false);
                AddWarnings(work.Db, "d", s_start.AddHours(-20), 9, true);
                return Task.CompletedTask;
            },
            CancellationToken.None);
        await AddSitesAsync(center);
        await WaitForAsync(center, 3);

        Texts(await SheetAsync(center), "trend").ShouldContain("黄色预警 3 次，上一周期 1 次（增加 2）");
        Texts(await SheetAsync(center), "points").ShouldBe(["测点 dust-1 升级 3 次"]);
    }

    [Fact]
    public async Task Overdue_calibrations_and_shelved_alarms_come_from_what_the_gateways_told_last()
    {
        await using var center = await StartAsync(sites: false);
        await AddSitesAsync(center, placed: false);
        await TellAsync(center, Transition("dust-1/cal", "overdue", "unacknowledged", true), Transition("dust-1/hh", "high", "shelved", true), Transition("dust-2/hh", "high", "shelved", true));
        await TellAsync(center, Transition("dust-2/hh", "high", "normal", false));
        await PlaceAsync(center);
        await WaitForAsync(center, 3);
        Texts(await SheetAsync(center), "calibration").ShouldHaveSingleItem().ShouldContain("dust-1");
        Texts(await SheetAsync(center), "silenced").ShouldHaveSingleItem().ShouldContain("dust-1/hh：搁置");
    }

    [Fact]
    public async Task A_shelving_that_comes_after_its_end_changes_nothing()
    {
        await using var center = await StartAsync(sites: false);
        await AddSitesAsync(center, placed: false);
        await center.Store.WriteAsync(
            work =>
            {
                work.Db.Add(new SiteAlarm { SiteId = "site-a", EdgeId = "edge", AlarmId = "dust-1/hh", PointId = "dust-1", Since = s_start.AddMinutes(1) });
                return Task.CompletedTask;
            },
            CancellationToken.None);
        await TellAsync(center, Transition("dust-1/hh", "high", "shelved", true), Transition("dust-2/hh", "high", "shelved", true));
        await PlaceAsync(center);
        await WaitForAsync(center, 3);

        Texts(await SheetAsync(center), "silenced").ShouldHaveSingleItem().ShouldContain("dust-2/hh：搁置");
    }

    [Fact]
    public async Task Who_signs_writes_judgement_and_measures_first_and_a_signed_sheet_stands()
    {
        await using var center = await StartAsync();
        await WaitForAsync(center, 3);
        var enterprise = center.SignedInAs(CenterRole.Enterprise, Plant);
        (await OffersAsync(enterprise)).ShouldBe("edit");
        (await OffersAsync(center.SignedInAs(CenterRole.DutyOfficer))).ShouldBe("");
        (await enterprise.PostAsJsonAsync($"/api/v1/prejudgements/{DayId}/sign", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await enterprise.PutAsJsonAsync($"/api/v1/prejudgements/{DayId}", new { judgement = "粉尘偏高", measures = "加强清扫" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await OffersAsync(enterprise)).ShouldBe("edit sign");
        (await enterprise.PostAsJsonAsync($"/api/v1/prejudgements/{DayId}/sign", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await OffersAsync(enterprise)).ShouldBe("");
        (await OffersAsync(center.SignedInAs(CenterRole.Enterprise, Plant, account: "another"))).ShouldBe("sign");
        (await enterprise.PutAsJsonAsync($"/api/v1/prejudgements/{DayId}", new { judgement = "改" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var sheet = await SheetAsync(center);
        sheet.GetProperty("state").GetString().ShouldBe("signed");
        sheet.GetProperty("late").GetBoolean().ShouldBeFalse();
        (await enterprise.GetStringAsync($"/api/v1/prejudgements/{DayId}/sheet.html")).ShouldContain("粉尘偏高");
        (await FactsAsync(center, "prejudgement.signed")).ShouldHaveSingleItem().Actor.ShouldBe("test-Enterprise");
    }

    [Fact]
    public async Task A_sheet_not_signed_in_time_is_overdue_and_signed_late_for_good()
    {
        await using var center = await StartAsync();
        await WaitForAsync(center, 3);
        center.Time.Advance(TimeSpan.FromMinutes(61));
        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(1));
            return (await SheetAsync(center)).GetProperty("state").GetString() == "overdue";
        });

        (await FactsAsync(center, "prejudgement.overdue")).ShouldHaveSingleItem().Subject.ShouldBe(DayId);
        var enterprise = center.SignedInAs(CenterRole.Enterprise, Plant);
        await enterprise.PutAsJsonAsync($"/api/v1/prejudgements/{DayId}", new { judgement = "j", measures = "m" });
        await enterprise.PostAsJsonAsync($"/api/v1/prejudgements/{DayId}/sign", new { });
        var sheet = await SheetAsync(center);
        sheet.GetProperty("state").GetString().ShouldBe("signed");
        sheet.GetProperty("late").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Each_level_signs_its_own()
    {
        await using var center = await StartAsync();
        await WaitForAsync(center, 3);
        var edit = new { judgement = "j", measures = "m" };
        (await center.SignedInAs(CenterRole.Town, "/county/town-a/").PutAsJsonAsync($"/api/v1/prejudgements/{DayId}", edit)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await center.SignedInAs(CenterRole.DutyOfficer).PutAsJsonAsync("/api/v1/prejudgements/week.town-a.20260302", edit)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await center.SignedInAs(CenterRole.Inspector).PutAsJsonAsync($"/api/v1/prejudgements/{DayId}", edit)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await center.SignedInAs(CenterRole.Enterprise, "/county/town-b/x/").PutAsJsonAsync($"/api/v1/prejudgements/{DayId}", edit)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await center.SignedInAs(CenterRole.Town, "/county/town-a/").PutAsJsonAsync("/api/v1/prejudgements/week.town-a.20260302", edit)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await center.SignedInAs(CenterRole.DutyLeader).PutAsJsonAsync("/api/v1/prejudgements/month.county.20260301", edit)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_consultation_is_kept_with_participants_and_conclusion_and_can_be_signed()
    {
        await using var center = await StartAsync();
        var leader = center.SignedInAs(CenterRole.DutyLeader);
        (await leader.PostAsJsonAsync("/api/v1/prejudgements/consultations", new { unitId = "town-a", participants = Array.Empty<string>() })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var answer = await leader.PostAsJsonAsync(
            "/api/v1/prejudgements/consultations", new { unitId = "town-a", participants = new[] { "值班员甲", "负责人乙" }, subject = "汛期会商", conclusion = "风险上升", measures = "加密巡查" });
        var sheet = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var id = sheet.GetProperty("id").GetString();
        sheet.GetProperty("participants").GetArrayLength().ShouldBe(2);
        (await leader.PostAsJsonAsync($"/api/v1/prejudgements/{id}/sign", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await leader.GetFromJsonAsync<JsonElement>("/api/v1/prejudgements?cadence=consultation")).GetArrayLength().ShouldBe(1);
        (await FactsAsync(center, "consultation.recorded")).ShouldHaveSingleItem().Body.ShouldContain("风险上升");
    }

    [Theory]
    [InlineData("11-15", "03-15", "2026-03-02", true)]
    [InlineData("11-15", "03-15", "2026-03-16", false)]
    [InlineData("06-01", "09-30", "2026-09-30", true)]
    [InlineData("2026-02-15", "2026-02-23", "2027-02-16", false)]
    public void A_note_holds_on_its_days(string from, string to, string day, bool holds) =>
        SheetExtras.Covers(new SeasonNote(from, to, new("注", "note"), "s"), DateOnly.Parse(day)).ShouldBe(holds);

    [Theory]
    [InlineData(SheetCadence.Day, "2026-03-01T16:00:00Z", "2026-03-02T15:59:59Z")]
    [InlineData(SheetCadence.Week, "2026-03-01T16:00:00Z", "2026-03-08T15:59:59Z")]
    [InlineData(SheetCadence.Month, "2026-02-28T16:00:00Z", "2026-03-31T15:59:59Z")]
    public void Periods_are_those_of_the_county_and_leave_no_instant_out(SheetCadence cadence, string first, string last)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var period = SheetPeriod.Of(cadence, DateTimeOffset.Parse(first), zone);
        period.From.ShouldBe(DateTimeOffset.Parse(first));
        SheetPeriod.Of(cadence, DateTimeOffset.Parse(last), zone).ShouldBe(period);
        SheetPeriod.Of(cadence, period.From, zone, 1).To.ShouldBe(period.From);
    }

    private static async Task<string> OffersAsync(HttpClient client)
    {
        var sheet = await client.GetFromJsonAsync<JsonElement>($"/api/v1/prejudgements/{DayId}");
        return string.Join(' ', sheet.GetProperty("may").EnumerateArray().Select(act => act.GetString()));
    }

    private static async Task<CenterUnderTest> StartAsync(bool sites = true)
    {
        var center = await CenterUnderTest.StartAsync();
        await center.Store.WriteAsync(
            work =>
            {
                work.Db.Add(new OrgUnit { Id = "town-a", ParentId = "county", Level = "town", Path = "/county/town-a/", NameZh = "甲镇", NameEn = "town A" });
                return Task.CompletedTask;
            },
            CancellationToken.None);
        if (sites)
        {
            await AddSitesAsync(center);
        }

        return center;
    }

    private static Task AddSitesAsync(CenterUnderTest center, bool placed = true) => center.Store.WriteAsync(
        work =>
        {
            work.Db.Add(new Site { Id = "site-a", UnitId = "plant-a", UnitPath = Plant, NameZh = "甲厂", NameEn = "plant A", IsPlaced = placed });
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private static Task PlaceAsync(CenterUnderTest center) => center.Store.WriteAsync(
        async work => (await work.Db.Set<Site>().FirstAsync()).IsPlaced = true, CancellationToken.None);

    private static void AddWarnings(DbContext db, string key, DateTimeOffset at, int times, bool drill)
    {
        for (var i = 0; i < times; i++)
        {
            db.Add(new Warning
            {
                Key = $"site-a/edge/{key}{i}", SiteId = "site-a", EdgeId = "edge", UnitPath = Plant, PointId = "dust-1", AlarmId = "a", Tier = WarningTier.Yellow, FromTier = WarningTier.None, IsRaise = true,
                EventTime = at, DecidedTime = at, ReceivedTime = at, Body = "{}", IsHistorical = false, IsDrill = drill,
            });
        }
    }

    private static TransitionMessage Transition(string alarm, string kind, string to, bool abnormal) => new()
    {
        Id = alarm, Alarm = alarm, Point = alarm.Split('/')[0], Kind = kind, Tier = "yellow", Event = "e", From = "normal", To = to, EventTime = s_start, DecidedTime = s_start,
        Reason = new WarningText("因", "because"), IsAbnormal = abnormal,
    };

    private static Task TellAsync(CenterUnderTest center, params TransitionMessage[] transitions) => center.Store.WriteAsync(
        async work =>
        {
            foreach (var transition in transitions)
            {
                var message = new EventMessage { Epoch = "e", After = 0, Sequence = 1, Time = s_start, SentAt = s_start, Kind = "transition", Chain = "", Body = LinkJson.Element(transition) };
                await new StandingReceiver().ReceiveAsync(work, new ReceivedEvent(await work.Db.Set<Site>().FirstAsync(), new EdgeBox { SiteId = "site-a", EdgeId = "edge" }, message, false));
            }
        },
        CancellationToken.None);

    private static async Task<List<JsonElement>> WaitForAsync(CenterUnderTest center, int sheets)
    {
        List<JsonElement> found = [];
        await Eventually.TrueAsync(async () =>
        {
            await new SheetDuty(center.Store, center.Options, new SheetExtras(center.Options, [], new NoNaturalOutlook())).RunAsync(center.Time.GetUtcNow(), CancellationToken.None);
            found = [.. (await center.SignedInAs(CenterRole.DutyOfficer).GetFromJsonAsync<JsonElement>("/api/v1/prejudgements")).EnumerateArray()];
            return found.Count >= sheets;
        });
        return found;
    }

    private static Task<JsonElement> SheetAsync(CenterUnderTest center) => center.SignedInAs(CenterRole.DutyOfficer).GetFromJsonAsync<JsonElement>($"/api/v1/prejudgements/{DayId}");

    private static List<string> Texts(JsonElement sheet, string section) =>
        [.. sheet.GetProperty("sections").EnumerateArray().First(at => at.GetProperty("id").GetString() == section).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("text").GetProperty("zh").GetString()!)];

    private static Task<List<LedgerEntry>> FactsAsync(CenterUnderTest center, string kind) =>
        center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(entry => entry.Kind == kind).ToListAsync(), CancellationToken.None);
}
