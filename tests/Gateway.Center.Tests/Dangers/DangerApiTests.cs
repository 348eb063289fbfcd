using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Dangers.Views;
using Gateway.Center.Dangers.Watch;
using Gateway.Center.Overview;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using static Gateway.Center.Tests.Dangers.DangerScene;

namespace Gateway.Center.Tests.Dangers;

public sealed class DangerApiTests
{
    [Fact]
    public async Task A_major_danger_goes_from_the_warning_to_the_three_signatures_and_its_whole_history_is_in_the_ledger()
    {
        await using var scene = await StartAsync();
        await scene.AddIncidentAsync("20260302-0001", WarningTier.Red);
        var opened = await scene.Leader.PostAsJsonAsync("/api/v1/dangers", new { incident = "20260302-0001", grade = "major", title = "除尘失效", description = "风机停运" });
        var id = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

        (await OkAsync(PlanAsync(scene.Enterprise, id))).ShouldBe("planned");
        (await StepAsync(scene.Enterprise, id, "start")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await OkAsync(StepAsync(scene.Department, id, "list", new { body = "县安委会办公室", level = "county", deadline = "2026-03-06T00:00:00Z" }));
        (await OkAsync(StepAsync(scene.Enterprise, id, "start"))).ShouldBe("rectifying");
        await ReportBothAsync(scene, id, "plan");
        (await OkAsync(StepAsync(scene.Enterprise, id, "submit", new { result = "已恢复" }))).ShouldBe("submitted");
        await OkAsync(StepAsync(scene.Department, id, "sign"));
        await OkAsync(StepAsync(scene.Expert, id, "sign"));
        (await OkAsync(StepAsync(scene.Enterprise, id, "sign"))).ShouldBe("confirmed");
        await ReportBothAsync(scene, id, "result");
        (await OkAsync(StepAsync(scene.Department, id, "delist"))).ShouldBe("closed");

        var danger = await scene.Leader.GetFromJsonAsync<JsonElement>($"/api/v1/dangers/{id}");
        danger.GetProperty("history").EnumerateArray().Select(fact => fact.GetProperty("kind").GetString()).ShouldBe(
        [
            "danger.found", "danger.planned", "danger.listed", "danger.started", "danger.reported", "danger.reported", "danger.submitted", "danger.signed", "danger.signed", "danger.signed",
            "danger.confirmed", "danger.reported", "danger.reported", "danger.delisted", "danger.closed",
        ]);
        danger.GetProperty("incident").GetString().ShouldBe("20260302-0001");
        danger.GetProperty("source").GetString().ShouldBe("warning");
        (await StepAsync(scene.Department, id, "review", new { remark = "x" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Nobody_moves_a_step_that_is_not_his_or_sees_what_is_not_in_his_scope()
    {
        await using var scene = await StartAsync();
        var id = await scene.OpenAsync(scene.Department);
        (await StepAsync(scene.Enterprise, id, "review", new { remark = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await StepAsync(scene.Enterprise, id, "cancel", new { reason = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await StepAsync(scene.Enterprise, id, "sign", new { party = "supervisor" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await StepAsync(scene.Department, id, "start")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var inspector = scene.Center.SignedInAs(CenterRole.Inspector);
        (await PlanAsync(inspector, id)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await inspector.GetAsync($"/api/v1/dangers/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var other = scene.Center.SignedInAs(CenterRole.Enterprise, "/county/town-b/plant-b/");
        (await other.GetAsync($"/api/v1/dangers/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PlanAsync(other, id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsJsonAsync("/api/v1/dangers", new { site = "site-a", grade = "general", source = "selfCheck", title = "t", description = "d" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var gas = scene.Center.SignedInAs(CenterRole.Department, "/county/", industry: "gas");
        (await gas.GetFromJsonAsync<JsonElement>("/api/v1/dangers")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_changes_what_somebody_else_changed_meanwhile_is_told()
    {
        await using var scene = await StartAsync();
        var id = await scene.OpenAsync(scene.Department);
        var plan = new { version = 1, measures = "甲" };
        (await scene.Enterprise.PutAsJsonAsync($"/api/v1/dangers/{id}/plan", plan)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var second = await scene.Enterprise.PutAsJsonAsync($"/api/v1/dangers/{id}/plan", plan);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("changedMeanwhile");
    }

    [Fact]
    public async Task All_that_is_wrong_with_an_entry_is_said_at_once()
    {
        await using var scene = await StartAsync();
        var answer = await scene.Department.PostAsJsonAsync("/api/v1/dangers", new { title = "", cause = "nonsense" });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString())
            .ShouldBe(["title", "description", "grade", "source", "cause"]);
    }

    [Fact]
    public async Task Cancelling_takes_a_reason_and_a_second_person()
    {
        await using var scene = await StartAsync();
        var id = await scene.OpenAsync(scene.Department);
        (await StepAsync(scene.Department, id, "cancel")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await OkAsync(StepAsync(scene.Department, id, "cancel", new { reason = "误报" }))).ShouldBe("found");
        (await StepAsync(scene.Department, id, "cancel", new { reason = "误报" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await OkAsync(StepAsync(scene.Leader, id, "cancel", new { reason = "同意" }))).ShouldBe("cancelled");
        (await scene.FactsAsync("danger.cancelled")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_released_incident_closes_nothing_and_a_grave_one_without_a_case_is_proposed_once()
    {
        await using var scene = await StartAsync();
        await scene.AddIncidentAsync("20260302-0001", WarningTier.Orange, state: IncidentState.Released);
        await scene.AddIncidentAsync("D20260302-0001", WarningTier.Red, drill: true, state: IncidentState.Released);
        await scene.AddIncidentAsync("20260302-0002", WarningTier.Yellow, state: IncidentState.Released);
        var duty = new ProposalDuty(scene.Center.Store, scene.Center.Options);
        await duty.RunAsync(scene.Center.Time.GetUtcNow(), CancellationToken.None);
        await duty.RunAsync(scene.Center.Time.GetUtcNow(), CancellationToken.None);

        var proposals = await scene.Department.GetFromJsonAsync<JsonElement>("/api/v1/dangers/proposals");
        proposals.EnumerateArray().ShouldHaveSingleItem().GetProperty("incident").GetString().ShouldBe("20260302-0001");
        (await scene.FactsAsync("danger.proposed")).ShouldHaveSingleItem();
        var accepted = await scene.Department.PostAsJsonAsync("/api/v1/dangers/proposals/incident.20260302-0001", new { accept = true, grade = "general", title = "t", description = "d" });
        (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString().ShouldBe("found");
        (await scene.Department.GetFromJsonAsync<JsonElement>("/api/v1/dangers/proposals")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_point_that_is_disturbed_again_and_again_is_proposed()
    {
        await using var scene = await StartAsync();
        await scene.Center.Store.WriteAsync(
            work =>
            {
                for (var i = 0; i < 11; i++)
                {
                    work.Db.Add(new Warning
                    {
                        Key = $"site-a/edge/{i}", SiteId = "site-a", EdgeId = "edge", UnitPath = DangerScene.Path, PointId = "dust-1", AlarmId = "a", Tier = WarningTier.Blue, FromTier = WarningTier.None,
                        IsRaise = true, EventTime = work.Now, DecidedTime = work.Now, ReceivedTime = work.Now, Body = "{}", IsHistorical = false, IsDrill = false,
                    });
                }

                return Task.CompletedTask;
            },
            CancellationToken.None);
        await new ProposalDuty(scene.Center.Store, scene.Center.Options).RunAsync(scene.Center.Time.GetUtcNow(), CancellationToken.None);
        (await scene.Department.GetFromJsonAsync<JsonElement>("/api/v1/dangers/proposals")).EnumerateArray().ShouldHaveSingleItem().GetProperty("point").GetString().ShouldBe("dust-1");
    }

    [Fact]
    public async Task What_is_overdue_is_noted_once_and_the_ladder_proposed_step_by_step_whatever_beats_were_missed()
    {
        await using var scene = await StartAsync();
        var id = await scene.OpenAsync(scene.Department);
        await OkAsync(PlanAsync(scene.Enterprise, id));
        foreach (var day in new[] { 4, 6, 7, 14, 14, 3, 40 })
        {
            scene.Center.Time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddDays(day));
            await new DangerDuty(scene.Center.Store, scene.Center.Options).RunAsync(scene.Center.Time.GetUtcNow(), CancellationToken.None);
        }

        (await scene.FactsAsync("danger.overdue")).ShouldHaveSingleItem();
        (await scene.FactsAsync("danger.escalation-proposed")).Select(fact => JsonDocument.Parse(fact.Body).RootElement.GetProperty("step").GetInt32()).ShouldBe([1, 2, 3, 4]);
        var draft = new OverviewDraft();
        await scene.Center.Store.ReadAsync(
            async db =>
            {
                await new DangerOverviewPart().AddAsync(db, draft, new CurrentUser("a", null, CenterRole.DutyOfficer, "/", null), scene.Center.Time.GetUtcNow(), CancellationToken.None);
                return 0;
            },
            CancellationToken.None);
        draft.Counters["dangersOverdue"].ShouldBe(1);
        draft.Hand.ShouldHaveSingleItem().Id.ShouldBe(id);
        (await OkAsync(StepAsync(scene.Department, id, "escalate", new { how = "函告 1 号" }))).ShouldBe("planned");
    }

    [Fact]
    public async Task A_danger_at_the_same_point_within_ninety_days_is_a_repeat()
    {
        await using var scene = await StartAsync();
        var first = await scene.OpenAsync(scene.Department, point: "dust-1");
        scene.Center.Time.SetUtcNow(scene.Center.Time.GetUtcNow().AddDays(89));
        var second = await scene.OpenAsync(scene.Department, point: "dust-1");
        scene.Center.Time.SetUtcNow(scene.Center.Time.GetUtcNow().AddDays(91));
        var third = await scene.OpenAsync(scene.Department, point: "dust-1");
        Repeats(await scene.Leader.GetFromJsonAsync<JsonElement>($"/api/v1/dangers/{second}")).ShouldBe([first]);
        Repeats(await scene.Leader.GetFromJsonAsync<JsonElement>($"/api/v1/dangers/{third}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_of_a_drill_is_in_no_list_and_no_figure_unless_asked_for()
    {
        await using var scene = await StartAsync();
        await scene.AddIncidentAsync("D20260302-0001", WarningTier.Red, drill: true);
        await scene.Leader.PostAsJsonAsync("/api/v1/dangers", new { incident = "D20260302-0001", grade = "major", title = "t", description = "d" });
        await scene.OpenAsync(scene.Department);
        (await scene.Leader.GetFromJsonAsync<JsonElement>("/api/v1/dangers")).GetProperty("total").GetInt32().ShouldBe(1);
        (await scene.Leader.GetFromJsonAsync<JsonElement>("/api/v1/dangers?drill=true")).GetProperty("items")[0].GetProperty("id").GetString()!.ShouldStartWith("DH");
        (await scene.Leader.GetFromJsonAsync<JsonElement>("/api/v1/dangers/statistics")).GetProperty("all").GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Figures_by_town_industry_year_and_state_and_a_sheet_that_no_formula_gets_into()
    {
        await using var scene = await StartAsync();
        await scene.OpenAsync(scene.Leader, "major");
        await scene.OpenAsync(scene.Leader, site: "site-b");
        var figures = await scene.Leader.GetFromJsonAsync<JsonElement>("/api/v1/dangers/statistics");
        figures.GetProperty("byUnit").EnumerateArray().Select(row => row.GetProperty("key").GetString()).ShouldBe(["/county/town-a/", "/county/town-b/"]);
        figures.GetProperty("byIndustry").EnumerateArray().Select(row => row.GetProperty("key").GetString()).ShouldBe(["dust", "gas"]);
        figures.GetProperty("byYear")[0].GetProperty("openMajor").GetInt32().ShouldBe(1);
        var csv = await scene.Leader.GetStringAsync("/api/v1/dangers.csv");
        csv.Split('\n')[0].ShouldStartWith("id,site");
        csv.ShouldContain("通道堵塞");
        csv.ShouldNotContain(",=cmd");
    }

    private static List<string?> Repeats(JsonElement danger) => [.. danger.GetProperty("repeats").EnumerateArray().Select(id => id.GetString())];

    private static async Task ReportBothAsync(DangerScene scene, string id, string what)
    {
        foreach (var to in new[] { "department", "employees" })
        {
            await OkAsync(StepAsync(scene.Enterprise, id, "report", new { to, what, how = "公示栏" }));
        }
    }
}
