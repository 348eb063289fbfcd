using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Clocks;
using Gateway.Center.Clocks.Reports;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Clocks;

public sealed class ReportTests
{
    private const string Detailed = "/api/v1/clocks/20260302-0001.detailed";
    private const string First = "/api/v1/clocks/20260302-0001.first";

    [Fact]
    public async Task The_detailed_report_has_the_seven_headings_drafted_from_what_is_known_and_marks_what_is_not()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();

        var report = await scene.Officer().GetFromJsonAsync<JsonElement>($"{Detailed}/report");

        var headings = report.GetProperty("headings").EnumerateArray().ToDictionary(h => h.GetProperty("name").GetProperty("zh").GetString()!, h => h.GetProperty("text").GetString()!);
        headings.Keys.ShouldBe(["起因", "背景", "发展", "处置", "后果", "影响", "舆论"]);
        headings["发展"].ShouldContain("52.5 %LEL");
        headings["处置"].ShouldContain("负责人乙");
        new[] { "call.", "incident.", "acknowledged", "sms" }.ShouldAllBe(code => !headings["处置"].Contains(code), headings["处置"]);
        headings["背景"].ShouldContain("甲厂储罐区");
        headings["背景"].ShouldContain("发生时间：待补充");
        new[] { "起因", "后果", "影响", "舆论" }.ShouldAllBe(heading => headings[heading].Contains("待补充"));
        report.GetProperty("headings").EnumerateArray().ShouldAllBe(h => h.GetProperty("drafted").GetBoolean());
        (await scene.Officer().GetStringAsync($"{Detailed}/report?language=en")).ShouldContain("to be completed");
    }

    [Fact]
    public async Task Editing_marks_the_heading_and_keeps_every_version()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        var officer = scene.Officer();

        await SaveAsync(officer, Detailed, ("cause", "阀门泄漏"));
        await SaveAsync(officer, Detailed, ("cause", "法兰泄漏"));

        var versions = (await officer.GetFromJsonAsync<JsonElement>($"{Detailed}/versions")).EnumerateArray().ToList();
        versions.Select(v => Heading(v, "cause").GetProperty("text").GetString()).ShouldBe(["阀门泄漏", "法兰泄漏"]);
        Heading(versions[1], "cause").GetProperty("drafted").GetBoolean().ShouldBeFalse();
        Heading(versions[1], "opinion").GetProperty("drafted").GetBoolean().ShouldBeTrue();
        versions[1].GetProperty("complete").GetBoolean().ShouldBeFalse();
        (await scene.FactsAsync("report.saved")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_report_noted_to_all_recipients_in_time_meets_the_clock_with_proof_of_the_exact_text()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        var officer = scene.Officer();
        await SaveAsync(officer, First, ("casualties", "无"));
        scene.Center.Time.SetUtcNow(scene.Center.Time.GetUtcNow().AddMinutes(10));

        var clock = await (await officer.PostAsJsonAsync($"{First}/send", Noted("fax"))).Content.ReadFromJsonAsync<JsonElement>();

        clock.GetProperty("state").GetString().ShouldBe("met");
        clock.GetProperty("sentBy").GetString().ShouldBe("test-DutyOfficer");
        clock.GetProperty("proof").GetArrayLength().ShouldBe(4);
        var stored = await scene.Center.Store.ReadAsync(db => db.Set<ReportSending>().FirstAsync(), CancellationToken.None);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stored.Text)));
        clock.GetProperty("proof")[0].GetProperty("sha256").GetString().ShouldBe(hash);
        (await scene.FactsAsync("report.sent")).ShouldAllBe(entry => entry.Body.Contains(hash));
        var page = await officer.GetStringAsync($"{First}/report.html?version=1");
        page.ShouldContain(hash);
        page.ShouldContain("人工报送：fax");
    }

    [Fact]
    public async Task One_recipient_without_the_report_keeps_the_clock_running()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        var officer = scene.Officer();
        await SaveAsync(officer, First, ("casualties", "无"));
        foreach (var recipient in new[] { "city-emergency", "provincial-direct", "county-safety-office" })
        {
            (await officer.PostAsJsonAsync($"{First}/send", Noted("phone", recipient))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await scene.ClocksAsync())[0].State.ShouldBe(ClockState.Running);
        await officer.PostAsJsonAsync($"{First}/send", Noted("phone", "industry-department"));
        (await scene.ClocksAsync())[0].State.ShouldBe(ClockState.Met);
    }

    [Fact]
    public async Task Late_stays_late_whatever_time_is_claimed_and_whatever_is_sent_after()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        var officer = scene.Officer();
        await SaveAsync(officer, First, ("casualties", "无"));
        var start = scene.Center.Time.GetUtcNow();
        scene.Center.Time.SetUtcNow(start.AddMinutes(25));

        await officer.PostAsJsonAsync($"{First}/send", new { noted = new { how = "fax", at = start.AddMinutes(5), receipt = "值班员甲" } });
        (await scene.ClocksAsync())[0].State.ShouldBe(ClockState.MetLate);
        await SaveAsync(officer, First, ("casualties", "一人轻伤"));
        (await officer.PostAsJsonAsync($"{First}/send", Noted("fax"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.ClocksAsync())[0].State.ShouldBe(ClockState.MetLate);
        (await scene.FactsAsync("report.sent")).Count.ShouldBe(8);
    }

    [Fact]
    public async Task A_channel_that_is_away_is_tried_again_under_the_same_id_until_it_takes_the_report()
    {
        var recipients = new ReportRecipient[] { new("city", new("市", "city"), "mail", "city@example.invalid") };
        var rule = new ClockRule("first", new("初报", "first"), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(5), ReportForm.First, ["city"]);
        await using var scene = await ClockScene.StartAsync(new ClockOptions { Recipients = recipients, Sets = [new("local", new("集", "set"), [rule])] });
        scene.Channel.Answer = NotifyOutcome.Retry;
        await scene.ConfirmAsync();
        var officer = scene.Officer();
        await SaveAsync(officer, First, ("casualties", "无"));
        var answer = await (await officer.PostAsJsonAsync($"{First}/send", new { })).Content.ReadAsStringAsync();
        answer.ShouldNotContain("example.invalid");
        await Eventually.TrueAsync(() => scene.Channel.Messages.Count == 1);
        await Eventually.TrueAsync(async () => (await scene.FactsAsync("report.failed")).Count == 1);
        (await scene.ClocksAsync())[0].State.ShouldBe(ClockState.Running);

        scene.Channel.Answer = NotifyOutcome.Delivered;
        await Eventually.TrueAsync(async () =>
        {
            scene.Center.Time.Advance(TimeSpan.FromSeconds(1));
            return (await scene.ClocksAsync())[0].State == ClockState.Met;
        });

        scene.Channel.Messages.Select(message => message.Id).Distinct().ShouldHaveSingleItem();
        scene.Channel.Messages.ShouldAllBe(message => message.Address == "city@example.invalid");
    }

    [Fact]
    public async Task What_is_wrong_with_a_sending_is_said_and_nothing_happens()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        var officer = scene.Officer();
        (await officer.PostAsJsonAsync($"{First}/send", Noted("fax"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await SaveAsync(officer, First, ("casualties", "无"));
        var future = new { noted = new { how = "fax", at = scene.Center.Time.GetUtcNow().AddMinutes(1), receipt = "x" } };
        foreach (object body in new object[] { new { }, Noted("fax", "nobody"), future, new { noted = new { how = "", receipt = "" } } })
        {
            (await officer.PostAsJsonAsync($"{First}/send", body)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        }

        (await officer.PutAsJsonAsync($"{First}/report", new { headings = new[] { new { id = "opinion", text = "x" } } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.FactsAsync("report.sent")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_those_who_may_write_and_send()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        foreach (var role in new[] { CenterRole.Town, CenterRole.Enterprise, CenterRole.Inspector, CenterRole.Department, CenterRole.Administrator })
        {
            var client = scene.Center.SignedInAs(role);
            (await client.PutAsJsonAsync($"{First}/report", new { headings = new[] { new { id = "casualties", text = "x" } } })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await client.PostAsJsonAsync($"{First}/send", Noted("fax"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task A_report_is_offered_for_sending_once_it_is_saved_and_until_all_have_its_newest_text()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        var officer = scene.Officer();
        await OffersAsync(officer, "write", "the report has not been saved yet");
        await SaveAsync(officer, First, ("casualties", "无"));
        await OffersAsync(officer, "write send", null);
        (await officer.GetFromJsonAsync<JsonElement>(First)).GetProperty("byHand").GetBoolean().ShouldBeTrue();
        await officer.PostAsJsonAsync($"{First}/send", Noted("fax"));
        await OffersAsync(officer, "write", "all recipients have this version");
        (await officer.GetFromJsonAsync<JsonElement>(First)).GetProperty("byHand").GetBoolean().ShouldBeFalse();
        await SaveAsync(officer, First, ("casualties", "一人轻伤"));
        await OffersAsync(officer, "write send", null);
        await OffersAsync(scene.Center.SignedInAs(CenterRole.Inspector), "", null);
    }

    [Fact]
    public async Task The_page_to_print_escapes_what_came_from_outside_and_a_drill_says_so_in_its_first_line()
    {
        await using var scene = await ClockScene.StartAsync(drill: true);
        await scene.ConfirmAsync();
        var officer = scene.Officer();
        var page = await officer.GetStringAsync($"{Detailed}/report.html");
        page.ShouldContain("【演练】");
        page.ShouldContain("&lt;b&gt;");
        page.ShouldNotContain("<b>");
        await SaveAsync(officer, First, ("casualties", "无"));
        await officer.PostAsJsonAsync($"{First}/send", Noted("fax"));
        (await scene.Center.Store.ReadAsync(db => db.Set<ReportSending>().FirstAsync(), CancellationToken.None)).Text.ShouldStartWith("【演练】");
    }

    private static async Task OffersAsync(HttpClient client, string may, string? whyNotSend)
    {
        var clock = await client.GetFromJsonAsync<JsonElement>(First);
        string.Join(' ', clock.GetProperty("may").EnumerateArray().Select(act => act.GetString())).ShouldBe(may);
        clock.GetProperty("notNow").EnumerateArray().Select(one => one.GetProperty("why").GetProperty("en").GetString()).ShouldBe(whyNotSend is null ? [] : [whyNotSend]);
    }

    private static object Noted(string how, params string[] recipients) => new { recipients, noted = new { how, receipt = "值班员甲" } };

    private static JsonElement Heading(JsonElement report, string id) => report.GetProperty("headings").EnumerateArray().First(h => h.GetProperty("id").GetString() == id);

    private static async Task SaveAsync(HttpClient client, string clock, params (string Id, string Text)[] headings)
    {
        var answer = await client.PutAsJsonAsync($"{clock}/report", new { headings = headings.Select(heading => new { id = heading.Id, text = heading.Text }) });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
