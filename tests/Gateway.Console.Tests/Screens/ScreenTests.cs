using Gateway.Center.Tests.Support;
using Gateway.Console.Tests.Support;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Screens;

/// <summary>Photographs every page in both languages and themes, on a duty room's screen, a laptop and a phone, into <c>artifacts/test/screens</c>, to be looked at.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ScreenTests(ChromiumFixture chromium, ReadyCounty ready)
{
    private static readonly string s_folder = Path.Combine(TestSeeds.Root, "artifacts", "test", "screens");

    // Each language, each theme and each width, on a duty room's screen, a laptop and a phone.
    private static readonly Look[] s_looks =
    [
        new("zh", "light", 1920, 1080), new("en", "dark", 1920, 1080), new("zh", "dark"), new("en"), new("zh", "light", 390, 844), new("en", "dark", 390, 844),
    ];

    [Fact]
    public async Task Every_page_opens_without_an_error_and_is_kept_as_a_picture()
    {
        Directory.CreateDirectory(s_folder);
        foreach (var look in s_looks)
        {
            await using var desk = await Desk.OpenAsync(chromium, ready.County, look);
            await desk.At("sign-in").WaitForAsync();
            await KeepAsync(desk, look, "sign-in");
            await desk.SignInAsync(ReadyCounty.Leader);
            foreach (var page in await Pages.ReachableAsync(desk, [.. ready.InnerPages, "/password"]))
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
        Directory.CreateDirectory(s_folder);
        foreach (var look in new[] { s_looks[0], s_looks[^1] })
        {
            await using var first = await Desk.OpenAsync(chromium, bare, look);
            await first.At("setup").WaitForAsync();
            await KeepAsync(first, look, "setup");
            await using var desk = await Desk.OpenAsync(chromium, ready.County, look);
            await desk.SignInAsync(CountyPeople.Administrator);
            foreach (var page in await Pages.ReachableAsync(desk))
            {
                await PageAsync(desk, look, page, "administrator-");
            }

            foreach (var tab in new[] { "sites", "people", "units", "sessions", "exchange" })
            {
                await PageAsync(desk, look, $"/administration?tab={tab}", "administrator-");
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
        var parts = page.Replace("?tab=", "-", StringComparison.Ordinal).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "overview" : parts.Length == 1 ? parts[0] : parts.Length == 3 ? parts[2] : parts[0].TrimEnd('s');
    }

    private static Task KeepAsync(Desk desk, Look look, string name) => desk.Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(s_folder, $"{name}-{look.Language}-{look.Theme}-{look.Width}.png"), Animations = ScreenshotAnimations.Disabled,
    });
}
