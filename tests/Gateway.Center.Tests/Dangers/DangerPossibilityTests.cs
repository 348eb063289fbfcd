using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Dangers.Machine;
using static Gateway.Center.Tests.Dangers.DangerScene;

namespace Gateway.Center.Tests.Dangers;

/// <summary>What the center offers for a hidden danger: rights and state together, so that nobody is sent into a refusal.</summary>
public sealed class DangerPossibilityTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DangerParty[] s_parties = Enum.GetValues<DangerParty>();

    [Fact]
    public async Task Each_account_is_offered_what_it_can_do_at_every_stage_of_a_major_danger()
    {
        await using var scene = await StartAsync();
        var id = await scene.OpenAsync(scene.Department, "major");
        await OffersAsync(scene, id, enterprise: "plan", department: "plan list cancel review", expert: "");
        await OkAsync(PlanAsync(scene.Enterprise, id, days: 4));
        await OffersAsync(scene, id, enterprise: "plan report", department: "plan list report cancel review", expert: "");
        await OkAsync(StepAsync(scene.Department, id, "list", new { body = "县安委会办公室", level = "county", deadline = "2026-03-20T00:00:00Z" }));
        await OffersAsync(scene, id, enterprise: "plan start report", department: "plan list report cancel review", expert: "");
        await OkAsync(StepAsync(scene.Enterprise, id, "start"));
        await OffersAsync(scene, id, enterprise: "plan report", department: "plan list report cancel review", expert: "");
        await ReportBothAsync(scene, id, "plan");
        await OffersAsync(scene, id, enterprise: "plan submit report", department: "plan list report cancel review", expert: "");
        await OkAsync(StepAsync(scene.Enterprise, id, "submit", new { result = "已恢复" }));
        await OffersAsync(scene, id, enterprise: "sign report", department: "sign return report cancel review", expert: "sign return");
        await OkAsync(StepAsync(scene.Department, id, "sign"));
        await OffersAsync(scene, id, enterprise: "sign report", department: "return report cancel review", expert: "sign return");
        await OkAsync(StepAsync(scene.Expert, id, "sign"));
        await OkAsync(StepAsync(scene.Enterprise, id, "sign"));
        await OkAsync(StepAsync(scene.Department, id, "cancel", new { reason = "误报" }));
        await OffersAsync(scene, id, enterprise: "report", department: "return delist report keep review", expert: "return");
        scene.Center.Time.SetUtcNow(s_start.AddDays(30));
        await OffersAsync(scene, id, enterprise: "report", department: "return delist escalate report keep review", expert: "return");
        await ReportBothAsync(scene, id, "result");
        (await OkAsync(StepAsync(scene.Department, id, "delist"))).ShouldBe("closed");
        await OffersAsync(scene, id, enterprise: "", department: "", expert: "");
    }

    [Fact]
    public async Task What_is_not_offered_would_be_refused_for_the_reason_that_is_told()
    {
        await using var scene = await StartAsync();
        var id = await scene.OpenAsync(scene.Department, "major");
        await OkAsync(PlanAsync(scene.Enterprise, id));
        foreach (var client in new[] { scene.Enterprise, scene.Department, scene.Expert, scene.Leader })
        {
            var before = await client.GetFromJsonAsync<JsonElement>($"/api/v1/dangers/{id}");
            var refused = before.GetProperty("notNow").EnumerateArray().ToList();
            refused.ShouldNotBeEmpty();
            foreach (var one in refused)
            {
                var answer = await StepAsync(client, id, one.GetProperty("act").GetString()!, s_complete);
                answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
                var why = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("why");
                why.GetRawText().ShouldBe(one.GetProperty("why").GetRawText());
                why.GetProperty("zh").GetString().ShouldNotBe(why.GetProperty("en").GetString());
            }

            (await client.GetFromJsonAsync<JsonElement>($"/api/v1/dangers/{id}")).GetProperty("version").GetInt32().ShouldBe(before.GetProperty("version").GetInt32());
        }
    }

    [Fact]
    public async Task Only_what_there_is_can_be_reported()
    {
        await using var scene = await StartAsync();
        var id = await scene.OpenAsync(scene.Department);
        (await ReportableAsync(scene, id)).ShouldBe([]);
        await OkAsync(PlanAsync(scene.Enterprise, id));
        (await ReportableAsync(scene, id)).ShouldBe(["plan"]);
        await OkAsync(StepAsync(scene.Enterprise, id, "start"));
        await OkAsync(StepAsync(scene.Enterprise, id, "submit", new { result = "已清理" }));
        (await ReportableAsync(scene, id)).ShouldBe(["plan", "result"]);
    }

    [Fact]
    public void Whatever_history_a_case_has_a_step_is_offered_exactly_when_one_like_it_is_taken()
    {
        var (taken, refused) = (0, 0);
        var cases = from grade in Gen.Elements(DangerGrade.General, DangerGrade.Major)
                    from steps in DangerMachineTests.Steps().ListOf(60)
                    select (grade, steps);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(cases.ToArbitrary(), history =>
        {
            var at = DangerMachineTests.Found(history.grade);
            foreach (var (command, actor) in history.steps)
            {
                var outcome = DangerMachine.Apply(at, command, actor);
                var why = DangerSteps.WhyNot(at, NameOf(command), command is Sign sign ? [sign.Party] : s_parties, actor);
                if (outcome.Refusal is null)
                {
                    why.ShouldBeNull($"{command} was taken");
                    taken++;
                }
                else if (why is null)
                {
                    // Refused for what it said, not for what it is: only these say something that can be wrong.
                    command.GetType().ShouldBeOneOf(typeof(SetPlan), typeof(List), typeof(Report));
                }
                else
                {
                    refused++;
                }

                at = outcome.Case;
            }
        }));
        (Math.Min(taken, refused) > 500).ShouldBeTrue($"{taken} taken and {refused} refused must both be many");
    }

    // Enough for every step, so that a refusal is one of the state.
    private static readonly object s_complete = new
    {
        result = "r", reason = "r", remark = "r", body = "b", level = "l", deadline = "2026-03-30T00:00:00Z", how = "h", to = "department", what = "result",
    };

    private static string NameOf(DangerCommand command) => command switch
    {
        SetPlan => "plan",
        KeepOpen => "keep",
        _ => command.GetType().Name.ToLowerInvariant(),
    };

    private static async Task OffersAsync(DangerScene scene, string id, string enterprise, string department, string expert)
    {
        foreach (var (client, expected) in new[] { (scene.Enterprise, enterprise), (scene.Department, department), (scene.Expert, expert) })
        {
            var danger = await client.GetFromJsonAsync<JsonElement>($"/api/v1/dangers/{id}");
            string.Join(' ', danger.GetProperty("may").EnumerateArray().Select(step => step.GetString())).ShouldBe(expected, danger.GetProperty("state").GetString());
        }
    }

    private static async Task<List<string?>> ReportableAsync(DangerScene scene, string id) =>
        [.. (await scene.Enterprise.GetFromJsonAsync<JsonElement>($"/api/v1/dangers/{id}")).GetProperty("reportable").EnumerateArray().Select(what => what.GetString())];

    private static async Task ReportBothAsync(DangerScene scene, string id, string what)
    {
        foreach (var to in new[] { "department", "employees" })
        {
            await OkAsync(StepAsync(scene.Enterprise, id, "report", new { to, what, how = "公示栏" }));
        }
    }
}
