using System.Text.RegularExpressions;
using Gateway.Center.Access;
using Gateway.Center.Tests.Support;
using Gateway.Console.Tests.Support;

namespace Gateway.Console.Tests.Shell;

[Collection(ConsoleCollection.Name)]
public sealed partial class LanguageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task The_console_is_chinese_first_english_by_one_click_and_keeps_the_choice()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer);
        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a");
        (await desk.At("nav-warnings").InnerTextAsync()).ShouldContain("预警");

        await desk.At("switch-lang").ClickAsync();
        (await desk.At("nav-warnings").InnerTextAsync()).ShouldContain("Warnings");
        await desk.Page.ReloadAsync();
        (await desk.At("nav-warnings").InnerTextAsync()).ShouldContain("Warnings");
        (await desk.Page.GetAttributeAsync("html", "lang"))!.ShouldStartWith("en");
    }

    [Fact]
    public async Task No_page_says_an_error_shows_the_key_of_a_text_or_in_english_a_chinese_word_but_names_of_people()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("leader-b", CenterRole.DutyLeader, person: "p-leader");
        var incident = await county.WarnAsync();
        using var browser = new Gateway.Center.Tests.Support.Browser(county.Center);
        await browser.SignInAsync(CountyPeople.Administrator, CountyPeople.Password);
        await using var desk = await Desk.SignedInAsync(chromium, county, "leader-b", new Look("en"));
        var wrong = new List<string>();

        var pages = await Pages.ReachableAsync(desk, $"/incidents/{incident}", "/sites/site-a");
        await ReadAsync(desk, pages, wrong);
        await using var administrator = await Desk.SignedInAsync(chromium, county, CountyPeople.Administrator, new Look("en"));
        await county.IdentitiesAsync(browser);
        await ReadAsync(administrator, await Pages.OtherThanAsync(administrator, pages), wrong);

        wrong.ShouldBeEmpty();
        desk.Errors.ShouldBeEmpty();
        administrator.Errors.ShouldBeEmpty();
    }

    private static async Task ReadAsync(Desk desk, IEnumerable<string> pages, List<string> wrong)
    {
        foreach (var page in pages)
        {
            await desk.GoAsync(page);
            await Pages.SettledAsync(desk);

            // What a document is called is Chinese and says so.
            var text = await desk.Page.EvaluateAsync<string>(
                "() => { const app = document.querySelector('#app').cloneNode(true); app.querySelectorAll('[lang=zh]').forEach(e => e.remove()); return app.innerText }");
            wrong.AddRange(Keys().Matches(text).Select(found => $"{page}: key {found.Value}"));
            wrong.AddRange(Chinese().Matches(People().Replace(text, "")).Select(found => $"{page}: {found.Value}"));
            if (await desk.At("trouble").CountAsync() > 0)
            {
                wrong.Add($"{page}: {await desk.At("trouble").First.InnerTextAsync()}");
            }
        }
    }

    // vue-i18n shows the key itself when a text is missing.
    [GeneratedRegex(@"(?<![\w.@/-])(?:nav|common|error|access|bar|overview|warning|incident|danger|call|clock|act|state|link|duty|sound|drill|hand|counter|channel|site|filter|roster|identity|admin)\.[a-z]\w+(?:\.\w+)*")]
    private static partial Regex Keys();

    [GeneratedRegex(@"[\u4e00-\u9fff][^\n]{0,20}")]
    private static partial Regex Chinese();

    // Names, the switch to the other language, and what stands in both languages side by side.
    [GeneratedRegex("管理员甲|值班员甲|带班员乙|负责人丙|负责人丁|专家戊|中文|县值班席 / |现场警报器 / ")]
    private static partial Regex People();
}
