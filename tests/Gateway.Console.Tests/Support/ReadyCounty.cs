using System.Text.Json.Nodes;
using Gateway.Center.Access;
using Gateway.Center.Tests.Support;
using Gateway.Core.Warnings;

namespace Gateway.Console.Tests.Support;

/// <summary>
/// One county in the middle of a night for all tests that only look: incidents of every tier, an accident with its clocks and a sent report, a hidden danger, an instruction, a drill that is over,
/// a natural warning, a duty roster, gateways with their identities. A test that changes what others see starts a county of its own.
/// </summary>
public sealed class ReadyCounty : IAsyncLifetime
{
    public const string Leader = "leader-b";
    public const string Officer = "duty-a";
    private County? _county;

    internal County County => _county ?? throw new InvalidOperationException("not started");

    /// <summary>Red, confirmed as an accident, with everything that belongs to it.</summary>
    internal string Incident { get; private set; } = "";

    internal string Danger { get; private set; } = "";

    internal string Sheet { get; private set; } = "";

    /// <summary>Pages that are not in the navigation.</summary>
    internal string[] InnerPages => [$"/incidents/{Incident}", "/sites/site-a", $"/dangers/{Danger}", $"/prejudgement/{Sheet}/sheet", "/account"];

    public async Task InitializeAsync()
    {
        _county = await County.StartAsync();
        await _county.AccountAsync(Leader, CenterRole.DutyLeader, person: "p-leader");
        await _county.AccountAsync(Officer, CenterRole.DutyOfficer, person: "p-duty");
        await _county.WarnAsync("site-a", WarningTier.Orange);
        await _county.WarnAsync("site-a2", WarningTier.Yellow);
        await _county.WarnAsync("site-a2", WarningTier.Blue, "gas-02");
        Incident = await _county.WarnAsync("site-b", WarningTier.Red);
        using var leader = new Gateway.Center.Tests.Support.Browser(_county.Center);
        await leader.SignInAsync(Leader, CountyPeople.Password);
        await FillAsync(leader);
        using var administrator = new Gateway.Center.Tests.Support.Browser(_county.Center);
        await administrator.SignInAsync(CountyPeople.Administrator, CountyPeople.Password);
        await _county.IdentitiesAsync(administrator);
    }

    public Task DisposeAsync() => _county?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    private async Task FillAsync(Gateway.Center.Tests.Support.Browser leader)
    {
        await OkAsync(leader.PostAsync($"incidents/{Incident}/acknowledge", new { remark = "已电话核实" }));
        await OkAsync(leader.PostAsync($"incidents/{Incident}/instruct", new { kind = "evacuate", text = "下风向 500 米内人员撤离" }));
        await OkAsync(leader.PostAsync($"incidents/{Incident}/accident", new { remark = "现场确认泄漏" }));
        await OkAsync(leader.SendAsync(HttpMethod.Put, $"clocks/{Incident}.first/report", new { headings = new[] { new { id = "casualties", text = "无人员伤亡" } } }));
        await OkAsync(leader.PostAsync($"clocks/{Incident}.first/send", new { noted = new { how = "电话", receipt = "市局值班员" } }));
        Danger = (await OkAsync(leader.PostAsync("dangers", new { incident = Incident, grade = "major", title = "法兰密封老化泄漏", description = "罐区法兰密封老化，可燃气体多次超限" })))["id"]!.GetValue<string>();
        await OkAsync(leader.PostAsync("dangers", new { site = "site-a", grade = "general", source = "inspection", title = "消防通道堆放物料", description = "东侧通道被占用" }));
        var drill = (await OkAsync(leader.PostAsync("drills", new { scenario = "gas-orange", site = "site-a", title = "夜间拉动" })))["id"]!.GetValue<string>();
        await OkAsync(leader.PostAsync($"drills/{drill}/end"));
        var now = _county!.Time.GetUtcNow();
        await OkAsync(leader.PostAsync("roster", new { unitId = "county", from = now.AddHours(-2), to = now.AddHours(10), officers = new[] { "p-duty" }, leader = "p-leader" }));
        Sheet = (await OkAsync(leader.PostAsync("prejudgements/consultations", new
        {
            unitId = "county", participants = new[] { "值班员甲", "带班员乙" }, subject = "强降雨会商", conclusion = "乙镇东坡风险上升", measures = "加密巡查，必要时撤离坡脚人员",
        })))["id"]!.GetValue<string>();
    }

    private static async Task<JsonNode> OkAsync(Task<HttpResponseMessage> request)
    {
        var answer = await request;
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }
}
