using System.Globalization;
using Gateway.Center.Access;
using Gateway.Center.Dangers.Storage;
using Gateway.Console.Tests.Support;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Dangers;

[Collection(ConsoleCollection.Name)]
public sealed class DangerLoopTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_major_hidden_danger_goes_from_the_warning_to_its_closing_by_the_signatures_of_three_accounts()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer, person: "p-duty");
        await county.AccountAsync("plant-a", CenterRole.Enterprise, County.PlantA, "p-principal");
        await county.AccountAsync("department", CenterRole.Department, "/county/", "p-head");
        await county.AccountAsync("expert", CenterRole.Expert, "/county/", "p-expert");
        var incident = await county.WarnAsync(tier: WarningTier.Orange);
        await using var duty = await Desk.SignedInAsync(chromium, county, "duty-a");
        await using var plant = await Desk.SignedInAsync(chromium, county, "plant-a");
        await using var department = await Desk.SignedInAsync(chromium, county, "department");
        await using var expert = await Desk.SignedInAsync(chromium, county, "expert");

        var danger = await RecordAsync(duty, incident);
        Task SeesAsync(Desk desk) => NewestAsync(county, desk, danger);
        Task StepAsync(Desk desk, string step, string text, string state) => TakeAsync(SeesAsync, desk, step, text, state);
        foreach (var desk in new[] { plant, department, expert })
        {
            await desk.GoAsync($"/dangers/{danger}");
        }

        await PlanAsync(plant);
        await SeesAsync(department);
        await ListAsync(department);
        await ReportAsync(SeesAsync, plant, "方案");
        await StepAsync(plant, "start", "", "rectifying");
        await StepAsync(plant, "submit", "已更换密封，复测合格", "submitted");
        await StepAsync(department, "sign", "现场核查合格", "submitted");
        await StepAsync(expert, "sign", "符合要求", "submitted");
        await StepAsync(plant, "sign", "确认", "confirmed");
        await ReportAsync(SeesAsync, plant, "结果");
        await StepAsync(department, "delist", "治理完成", "closed");

        foreach (var party in new[] { "supervisor", "expert", "enterprise" })
        {
            await duty.Is("signature", "data-party", party);
        }

        await duty.Is("danger-state", "data-state", "closed");
    }

    private static async Task<string> RecordAsync(Desk duty, string incident)
    {
        await duty.GoAsync($"/incidents/{incident}");
        await duty.At("act-recordDanger").ClickAsync();
        await duty.At("danger-title").FillAsync("法兰密封老化泄漏");
        await duty.At("danger-description").FillAsync("罐区法兰密封老化，可燃气体多次超限");
        await duty.PickAsync("danger-grade", "重大");
        await duty.At("danger-save").ClickAsync();
        await duty.At("page-danger").WaitForAsync();
        return (await duty.At("page-danger").GetAttributeAsync("data-id"))!;
    }

    private static async Task PlanAsync(Desk plant)
    {
        foreach (var (field, text) in new[] { ("responsible", "负责人丁"), ("measures", "更换密封"), ("funds", "20000 元"), ("plan", "泄漏处置预案"), ("interimMeasures", "停用并专人监护") })
        {
            await plant.At($"plan-{field}").FillAsync(text);
        }

        await DateAsync(plant, "danger-plan");
        await plant.At("plan-save").ClickAsync();
        await plant.Is("danger-state", "data-state", "planned");
    }

    private static async Task ListAsync(Desk department)
    {
        await department.At("danger-step-list").ClickAsync();
        await department.At("step-level").FillAsync("县级");
        await DateAsync(department, "reason-dialog");
        await department.ConfirmAsync("县安委会");
    }

    // To the department and to the employees: a major danger is told to both.
    private static async Task ReportAsync(Func<Desk, Task> sees, Desk plant, string what)
    {
        foreach (var to in new[] { "向部门报告", "向职工通报" })
        {
            await sees(plant);
            await plant.At("danger-step-report").ClickAsync();
            await plant.PickAsync("step-to", to);
            await plant.PickAsync("step-what", what);
            await plant.ConfirmAsync("书面送达");
        }
    }

    private static async Task TakeAsync(Func<Desk, Task> sees, Desk desk, string step, string text, string state)
    {
        await sees(desk);
        await desk.At($"danger-step-{step}").ClickAsync();
        await desk.ConfirmAsync(text);
        await desk.Is("danger-state", "data-state", state);
    }

    // Whoever acts on what is not the newest any more is told so and asked again; a person sees what the others did before going on.
    private static async Task NewestAsync(County county, Desk desk, string danger)
    {
        var version = await county.Center.Store.ReadAsync(db => db.Set<HiddenDanger>().Where(row => row.Id == danger).Select(row => row.Version).SingleAsync(), CancellationToken.None);
        await desk.Is("danger-state", "data-version", version.ToString(CultureInfo.InvariantCulture));
    }

    // The date picker hands no test id on to its field.
    private static async Task DateAsync(Desk desk, string form)
    {
        var field = desk.At(form).Locator(".el-date-editor input").First;
        await field.FillAsync("2099-01-31 12:00:00");
        await field.PressAsync("Enter");
    }
}
