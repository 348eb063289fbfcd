using Gateway.Center.Access;
using Gateway.Console.Tests.Support;
using Gateway.Core.Warnings;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Shell;

[Collection(ConsoleCollection.Name)]
public sealed class ConnectionTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_center_that_stops_is_shown_and_heard_at_once_and_when_it_is_back_the_page_has_what_it_missed()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer);
        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a");
        (await desk.At("connection-lost").CountAsync()).ShouldBe(0);

        await county.StopCenterAsync();
        await desk.At("connection-lost").WaitForAsync();
        await desk.Is("connection", "data-state", "lost");
        await desk.At("silence-lost").WaitForAsync();
        (await desk.At("main").GetAttributeAsync("class"))!.ShouldContain("stale-page");

        await county.StartCenterAsync();
        var incident = await county.WarnAsync("site-b", WarningTier.Yellow);
        await desk.Is("connection", "data-state", "live");
        await desk.At("connection-lost").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        await desk.Is("site-site-b", "data-tier", "yellow");
        await desk.At("hand-incident", "data-id", incident).WaitForAsync();
    }
}
