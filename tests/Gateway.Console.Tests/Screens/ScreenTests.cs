using Gateway.Center.Access;
using Gateway.Center.Access.Setup;
using Gateway.Center.Tests.Support;
using Gateway.Console.Tests.Support;
using Gateway.Core.Warnings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Screens;

/// <summary>Photographs every page in both languages, both themes, on a duty room's screen and on a phone, into <c>artifacts/test/screens</c>, to be looked at.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ScreenTests(ChromiumFixture chromium)
{
    private static readonly string s_folder = Path.Combine(TestSeeds.Root, "artifacts", "test", "screens");

    private static readonly Look[] s_looks =
    [
        new("zh", "light", 1920, 1080), new("zh", "dark", 1920, 1080), new("en", "light", 1920, 1080), new("en", "dark", 1920, 1080),
        new("zh", "light", 390, 844), new("zh", "dark", 390, 844), new("en", "light", 390, 844), new("en", "dark", 390, 844),
    ];

    [Fact]
    public async Task Every_page_opens_without_an_error_and_is_kept_as_a_picture()
    {
        await using var county = await County.StartAsync();
        var danger = await FillAsync(county);
        var incident = await county.WarnAsync("site-b", WarningTier.Red);
        Directory.CreateDirectory(s_folder);
        foreach (var look in s_looks)
        {
            await using var desk = await Desk.OpenAsync(chromium, county, look);
            await KeepAsync(desk, look, "sign-in");
            await desk.SignInAsync("leader-b");
            foreach (var page in await Pages.ReachableAsync(desk, $"/incidents/{incident}", "/sites/site-a", $"/dangers/{danger}", "/password"))
            {
                await PageAsync(desk, look, page);
            }

            desk.Errors.ShouldBeEmpty($"{look}");
        }
    }

    [Fact]
    public async Task What_only_an_administrator_or_nobody_yet_sees_is_kept_too()
    {
        await using var bare = await County.StartBareAsync();
        await using var county = await County.StartAsync();
        await FillAsync(county);
        Directory.CreateDirectory(s_folder);
        foreach (var look in new[] { s_looks[0], s_looks[^1] })
        {
            await using var first = await Desk.OpenAsync(chromium, bare, look);
            await first.At("setup").WaitForAsync();
            await KeepAsync(first, look, "setup");
            await using var desk = await Desk.OpenAsync(chromium, county, look);
            await desk.SignInAsync(CountyPeople.Administrator);
            foreach (var page in await Pages.ReachableAsync(desk))
            {
                await PageAsync(desk, look, page, "administrator-");
            }

            desk.Errors.ShouldBeEmpty($"{look}");
            first.Errors.ShouldBeEmpty($"{look}");
        }
    }

    private static async Task PageAsync(Desk desk, Look look, string page, string before = "")
    {
        await desk.GoAsync(page);
        if (page == "/password")
        {
            await desk.At("change-password").WaitForAsync();
        }
        else
        {
            await Pages.SettledAsync(desk);
        }

        await KeepAsync(desk, look, before + NameOf(page));
    }

    /// <summary><c>/incidents/…</c> becomes <c>incident</c>, <c>/</c> becomes <c>overview</c>.</summary>
    private static string NameOf(string page)
    {
        var parts = page.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "overview" : parts.Length == 1 ? parts[0] : parts[0].TrimEnd('s');
    }

    private static Task KeepAsync(Desk desk, Look look, string name) => desk.Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(s_folder, $"{name}-{look.Language}-{look.Theme}-{look.Width}.png"), Animations = ScreenshotAnimations.Disabled,
    });

    /// <returns>Id of a hidden danger.</returns>
    private static async Task<string> FillAsync(County county)
    {
        await county.AccountAsync("leader-b", CenterRole.DutyLeader, person: "p-leader");
        await county.WarnAsync("site-a", WarningTier.Orange);
        await county.WarnAsync("site-a2", WarningTier.Yellow);
        await county.WarnAsync("site-a2", WarningTier.Blue, "gas-02");
        using var leader = new Gateway.Center.Tests.Support.Browser(county.Center);
        await leader.SignInAsync("leader-b", CountyPeople.Password);
        var made = await leader.PostAsync("dangers", new { site = "site-a", grade = "major", source = "inspection", title = "法兰密封老化泄漏", description = "罐区法兰密封老化，可燃气体多次超限" });
        return (await made.JsonAsync())["id"]!.GetValue<string>();
    }
}
