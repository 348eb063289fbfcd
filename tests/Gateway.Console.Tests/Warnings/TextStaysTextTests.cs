using Gateway.Center.Access;
using Gateway.Console.Tests.Support;
using Gateway.Contracts.V1;
using Gateway.Core.Warnings;

namespace Gateway.Console.Tests.Warnings;

[Collection(ConsoleCollection.Name)]
public sealed class TextStaysTextTests(ChromiumFixture chromium)
{
    private const string Evil = "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>{{constructor.constructor('window.broken=1')()}}";

    [Fact]
    public async Task Names_and_remarks_that_are_markup_are_shown_as_they_were_written_and_run_nowhere()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer, person: "p-duty");
        var incident = await county.WarnAsync(tier: WarningTier.Orange, name: new WarningText(Evil, Evil));
        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a");

        await desk.At("nav-warnings").ClickAsync();
        await desk.At("warning-row").First.ClickAsync();
        (await desk.At("warning-details").InnerTextAsync()).ShouldContain("onerror=\"window.broken=1\"");
        await desk.GoAsync($"/incidents/{incident}");
        await desk.At("act-acknowledge").ClickAsync();
        await desk.ConfirmAsync(Evil);
        await Microsoft.Playwright.Assertions.Expect(desk.At("timeline")).ToContainTextAsync("<script>window.broken=1</script>");
        await desk.GoAsync("/");
        await desk.At("page-overview").WaitForAsync();

        (await desk.Page.EvaluateAsync<bool>("() => window.broken === undefined && document.querySelector('img[src=x]') === null")).ShouldBeTrue();
        desk.Errors.ShouldBeEmpty();
    }
}
