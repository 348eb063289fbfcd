using Gateway.Center.Access;
using Gateway.Center.Tests.Support;
using Gateway.Console.Tests.Support;
using Gateway.Core.Warnings;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Shell;

[Collection(ConsoleCollection.Name)]
public sealed class PhoneTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task On_a_phone_no_page_has_to_be_pushed_sideways_and_a_warning_can_be_acknowledged(string language)
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer, person: "p-duty");
        var incident = await county.WarnAsync();
        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a", new Look(language, Width: 390, Height: 844));

        var pages = await Pages.ReachableAsync(desk, $"/incidents/{incident}", "/sites/site-a");
        await FitsAsync(desk, pages);
        await using (var administrator = await Desk.SignedInAsync(chromium, county, CountyPeople.Administrator, new Look(language, Width: 390, Height: 844)))
        {
            await FitsAsync(administrator, await Pages.OtherThanAsync(administrator, pages));
        }

        await desk.GoAsync($"/incidents/{incident}");
        await desk.At("act-acknowledge").TapAsync();
        await desk.At("reason-text").FillAsync("收到");
        await desk.At("reason-confirm").TapAsync();
        await Assertions.Expect(desk.At("act-acknowledge")).ToHaveCountAsync(0);
        desk.Errors.ShouldBeEmpty();
    }

    private static async Task FitsAsync(Desk desk, IEnumerable<string> pages)
    {
        foreach (var page in pages)
        {
            await desk.GoAsync(page);
            await Pages.SettledAsync(desk);
            (await desk.OverhangAsync()).ShouldBe(0, page);
        }
    }
}
