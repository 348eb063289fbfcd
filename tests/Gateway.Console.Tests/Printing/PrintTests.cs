using System.Text.Json;
using Gateway.Center.Tests.Support;
using Gateway.Console.Tests.Support;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Printing;

/// <summary>What goes into a file or to a superior on paper: black on white, whole, with county, time and who printed it. The PDFs are kept in <c>artifacts/test/prints</c>, to be looked at.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class PrintTests(ChromiumFixture chromium, ReadyCounty ready)
{
    /// <summary>Width of A4 between the margins of 12 mm, in CSS pixels.</summary>
    private const int PaperWidth = 703;

    private static readonly string s_folder = Path.Combine(TestSeeds.Root, "artifacts", "test", "prints");

    [Theory]
    [InlineData("zh", "light")]
    [InlineData("en", "dark")]
    public async Task What_is_printed_is_whole_black_on_white_without_menus_and_says_whose_it_is_when_and_by_whom(string language, string theme)
    {
        Directory.CreateDirectory(s_folder);
        await using var desk = await Desk.SignedInAsync(chromium, ready.County, ReadyCounty.Leader, new Look(language, theme, PaperWidth, 1000));
        await PrintAsync(desk, language, theme, "带班员乙", [
            ("incident", $"/incidents/{ready.Incident}"), ("danger", $"/dangers/{ready.Danger}"), ("ledger", "/ledger"), ("sheet", $"/prejudgement/{ready.Sheet}/sheet"), ("kpi", "/kpi"),
            ("coverage", "/coverage"), ("roster", "/roster"), ("site", "/sites/site-a"),
        ]);
        await using var administrator = await Desk.SignedInAsync(chromium, ready.County, CountyPeople.Administrator, new Look(language, theme, PaperWidth, 1000));
        await PrintAsync(administrator, language, theme, "管理员甲", [("identities", "/identities"), ("system", "/system")]);
    }

    [Theory]
    [InlineData("report", "zh")]
    [InlineData("report", "en")]
    [InlineData("sheet", "zh")]
    [InlineData("sheet", "en")]
    public async Task The_center_s_own_pages_to_print_say_it_too(string what, string language)
    {
        Directory.CreateDirectory(s_folder);
        await using var desk = await Desk.SignedInAsync(chromium, ready.County, ReadyCounty.Leader, new Look(language, "light", PaperWidth, 1000));
        await desk.GoAsync(what == "report" ? $"/api/v1/clocks/{ready.Incident}.first/report.html?language={language}" : $"/api/v1/prejudgements/{ready.Sheet}/sheet.html?language={language}");
        var text = await desk.Page.InnerTextAsync("body");
        text.ShouldContain(language == "zh" ? "演示县" : "Demonstration county");
        text.ShouldContain(language == "zh" ? "打印人" : "printed by");
        text.ShouldContain("leader-b");
        text.ShouldContain("+08:00");
        text.ShouldContain(what == "report" ? "无人员伤亡" : "加密巡查");
        (await WrongAsync(desk, isConsole: false)).ShouldBeEmpty();
        await desk.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(s_folder, $"page-{what}-{language}.png"), FullPage = true });
    }

    [Fact]
    public async Task The_measuring_sees_a_menu_a_cut_off_table_and_light_text()
    {
        await using var desk = await Desk.SignedInAsync(chromium, ready.County, ReadyCounty.Leader, new Look("zh", "dark", PaperWidth, 1000));
        await Pages.SettledAsync(desk);
        (await WrongAsync(desk)).ShouldContain(one => one.StartsWith("menu"));
        (await WrongAsync(desk)).ShouldContain(one => one.StartsWith("not white"));
        await desk.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await WrongAsync(desk)).ShouldBeEmpty();
        await desk.Page.EvaluateAsync(
            """
            () => document.querySelector('main').insertAdjacentHTML('beforeend',
              '<div style="width:600px;overflow:hidden!important"><div style="width:1200px">cut</div></div><p style="color:#999">faint</p><div style="width:1500px">wide</div>')
            """);
        var wrong = await WrongAsync(desk);
        wrong.ShouldContain(one => one.StartsWith("cut off"));
        wrong.ShouldContain(one => one.StartsWith("too light"));
        wrong.ShouldContain(one => one.StartsWith("wider than the paper"));
    }

    private static async Task PrintAsync(Desk desk, string language, string theme, string who, (string Name, string Page)[] pages)
    {
        await desk.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var (name, page) in pages)
        {
            await desk.GoAsync(page);
            await Pages.StandsAsync(desk);
            (await WrongAsync(desk)).ShouldBeEmpty($"{name} {language} {theme}");
            var head = await desk.At("print-head").InnerTextAsync();
            head.ShouldContain(language == "zh" ? "演示县" : "Demonstration county");
            head.ShouldContain("UTC+08:00");
            head.ShouldContain(who);
            head.ShouldMatch(@"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}");
            var pdf = await desk.Page.PdfAsync(new PagePdfOptions { Path = Path.Combine(s_folder, $"{name}-{language}-{theme}.pdf"), PreferCSSPageSize = true, PrintBackground = true });
            pdf.Length.ShouldBeGreaterThan(5_000);
            await desk.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(s_folder, $"{name}-{language}-{theme}.png"), FullPage = true });
        }

        desk.Errors.ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> WrongAsync(Desk desk, bool isConsole = true)
    {
        var found = await desk.Page.EvaluateAsync<JsonElement>(
            """
            isConsole => {
              const wrong = []
              const seen = e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0
              const say = (what, e) => wrong.push(`${what}: ${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''} ${(e.innerText ?? '').trim().slice(0, 40)}`)
              for (const e of document.querySelectorAll('.nav, .state-bar, .el-button, .filters, .el-select, .el-date-editor')) if (seen(e)) say('menu', e)
              if (isConsole && !seen(document.querySelector('[data-testid=print-head]'))) wrong.push('menu: no head')
              const over = document.documentElement.scrollWidth - innerWidth
              if (over > 1) wrong.push(`wider than the paper by ${over} px`)
              const light = css => { const [r, g, b] = (css.match(/[\d.]+/g) ?? []).map(Number); return 0.2126 * r + 0.7152 * g + 0.0722 * b }
              for (const e of document.body.querySelectorAll('*')) {
                if (!seen(e) || e.closest('svg, canvas')) continue
                const style = getComputedStyle(e)
                if (['hidden', 'auto', 'scroll', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && style.display !== 'inline') say('cut off', e)
                if (['hidden', 'auto', 'scroll', 'clip'].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1 && style.display !== 'inline') say('cut off', e)
                const words = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim() !== '')
                if (!words) continue
                let at = e
                while (at && /rgba\(0, 0, 0, 0\)|transparent/.test(getComputedStyle(at).backgroundColor)) at = at.parentElement
                const behind = at ? light(getComputedStyle(at).backgroundColor) : 255
                if (behind < 250) say('not white', e)
                else if (light(style.color) > 100) say('too light', e)
              }
              return [...new Set(wrong)]
            }
            """,
            isConsole);
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }
}
