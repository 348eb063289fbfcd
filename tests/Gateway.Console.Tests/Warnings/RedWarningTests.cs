using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Ingest;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Console.Tests.Support;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Warnings;

[Collection(ConsoleCollection.Name)]
public sealed class RedWarningTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_red_warning_of_a_gateway_appears_sounds_and_explains_itself_without_reload_until_it_is_silenced()
    {
        await using var broker = await Broker.StartedAsync();
        await using var county = await County.StartAsync(options => options with { Link = new LinkOptions { Broker = broker.Connection("center"), ReceiptMs = 50 } });
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer, person: "p-duty");
        await Eventually.TrueAsync(() => county.Center.Services.GetRequiredService<LinkHealth>().UpSince is not null);
        await using var edge = await TestEdge.StartAsync(broker, county.Time, "site-a");
        await edge.SayAsync();
        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a");
        await desk.At("nav-warnings").ClickAsync();
        await desk.Is("sound-state", "data-state", "armed");
        await desk.Page.EvaluateAsync("() => { window.notReloaded = true }");

        await edge.SendAsync(edge.Event("warning", JsonSerializer.Deserialize<JsonElement>(LinkJson.Encode(CountyWarnings.Warning(county.Time.GetUtcNow(), "site-a")))));

        await desk.Is("warning-row", "data-tier", "red");
        await desk.Is("sounding", "data-tier", "red");
        await desk.At("warning-row").Filter(new LocatorFilterOptions { HasText = "可燃气体一" }).First.ClickAsync();
        (await desk.At("warning-reason").InnerTextAsync()).ShouldContain("超过上限 50 %LEL");
        (await desk.At("warning-advice").InnerTextAsync()).ShouldContain("立即撤离人员");
        await desk.At("warning-unreviewed").WaitForAsync();
        (await desk.Page.EvaluateAsync<bool>("() => window.notReloaded === true")).ShouldBeTrue();

        await desk.At("silence").ClickAsync();
        await desk.At("sounding").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        await desk.At("waiting").WaitForAsync();
        desk.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_alone_find_open_and_acknowledge_a_warning_and_silence_it()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer, person: "p-duty");
        var incident = await county.WarnAsync(tier: WarningTier.Orange);
        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a");
        var keys = desk.Page.Keyboard;
        await desk.Is("sounding", "data-tier", "orange");

        await keys.PressAsync("m");
        await desk.At("sounding").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        await keys.PressAsync("2");
        await desk.At("warning-row").First.WaitForAsync();
        await keys.PressAsync("j");
        await keys.PressAsync("Enter");
        await desk.At("drawer-acknowledge").WaitForAsync();
        await keys.PressAsync("a");
        await desk.At("reason-text").WaitForAsync();
        await desk.At("reason-text").FillAsync("已电话核实，人员已撤出");
        await desk.At("reason-confirm").FocusAsync();
        await keys.PressAsync("Enter");

        await desk.At("drawer-acknowledge").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        await desk.GoAsync($"/incidents/{incident}");
        (await desk.At("incident-head").InnerTextAsync()).ShouldContain("duty-a");
        (await desk.At("timeline").InnerTextAsync()).ShouldContain("已电话核实");
    }

    [Fact]
    public async Task When_nobody_answers_the_next_are_called_before_the_eyes_of_the_duty_officer_until_enough_have_answered()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer, person: "p-duty");
        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a");
        var incident = await county.WarnAsync();
        await desk.GoAsync($"/incidents/{incident}");

        await desk.Is("call", "data-state", "running");
        foreach (var name in new[] { "负责人丁", "值班员甲", "带班员乙", "负责人丙" })
        {
            await desk.At("leg-person").Filter(new LocatorFilterOptions { HasText = name }).WaitForAsync();
        }

        await Assertions.Expect(desk.At("leg-person", "data-answered", "true")).ToHaveCountAsync(0);

        // What was said by telephone is noted for two of them: the red plan wants two.
        foreach (var name in new[] { "负责人丙", "负责人丁" })
        {
            await desk.At("leg-person").Filter(new LocatorFilterOptions { HasText = name }).GetByTestId("note-answer").ClickAsync();
            await desk.ConfirmAsync("已到岗");
        }

        await desk.Is("call", "data-state", "answered");
        await Assertions.Expect(desk.At("leg-person", "data-answered", "true")).ToHaveCountAsync(2);
        desk.Errors.ShouldBeEmpty();
    }
}
