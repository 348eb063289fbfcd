using Gateway.Center.Tests.Support;
using Gateway.Console.Tests.Support;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Accessibility;

/// <summary>WCAG 2.2 AA on every page: text 4.5:1, signs and edges of fields 3:1, and no serious or critical finding of axe-core.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ContrastTests(ChromiumFixture chromium, ReadyCounty ready)
{
    [Theory]
    [InlineData("zh", "light", 1366)]
    [InlineData("en", "light", 1366)]
    [InlineData("zh", "dark", 1366)]
    [InlineData("en", "dark", 390)]
    public async Task Every_page_can_be_read_and_is_built_for_those_who_cannot_see_or_point(string language, string theme, int width)
    {
        var wrong = new List<string>();
        await using var desk = await Desk.OpenAsync(chromium, ready.County, new Look(language, theme, width, 844));
        await desk.At("sign-in").WaitForAsync();
        await LookAsync(desk, "/sign-in", wrong);
        await desk.SignInAsync(ReadyCounty.Leader);
        var pages = await Pages.ReachableAsync(desk, ready.InnerPages);
        await LookAsync(desk, pages, wrong);
        await using var administrator = await Desk.OpenAsync(chromium, ready.County, new Look(language, theme, width, 844));
        await administrator.SignInAsync(CountyPeople.Administrator);
        await LookAsync(administrator, await Pages.OtherThanAsync(administrator, pages), wrong);

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dialogs_and_the_details_of_a_warning_hold_the_same()
    {
        var wrong = new List<string>();
        await using var desk = await Desk.SignedInAsync(chromium, ready.County, ReadyCounty.Leader);
        await desk.GoAsync("/warnings");
        await desk.At("warning-row").First.ClickAsync();
        await desk.At("warning-details").WaitForAsync();
        await LookAsync(desk, "warning details", wrong);
        foreach (var (page, button) in new[] { ($"/incidents/{ready.Incident}", "act-instruct"), ($"/incidents/{ready.Incident}", "open-report"), ("/dangers", "record-danger"), ("/drills", "drill-start"), ("/natural", "natural-enter") })
        {
            await desk.GoAsync(page);
            await desk.At(button).First.ClickAsync();
            await desk.Page.Locator(".el-dialog").First.WaitForAsync();
            await LookAsync(desk, $"{page} {button}", wrong);
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_measuring_sees_grey_on_white_a_faint_field_and_a_button_without_a_name()
    {
        await using var desk = await Desk.OpenAsync(chromium, ready.County);
        await desk.At("sign-in").WaitForAsync();
        await desk.Page.EvaluateAsync(
            """
            () => document.body.insertAdjacentHTML('afterbegin',
              '<p class="faint" style="position:relative;z-index:9;color:#999;background:#fff">faint</p><button></button><div style="background:#fff"><div class="el-input__wrapper" style="background:#fff;border:0;box-shadow:0 0 0 1px rgb(220, 223, 230)">.</div></div>')
            """);

        var findings = await Axe.FindingsAsync(desk);

        findings.ShouldContain(one => one.StartsWith("color-contrast: ") && one.Contains("faint"));
        findings.ShouldContain(one => one.StartsWith("button-name:"));
        (await Axe.FaintShapesAsync(desk)).ShouldContain(one => one.StartsWith("el-input__wrapper"));
    }

    private static async Task LookAsync(Desk desk, IEnumerable<string> pages, List<string> wrong)
    {
        foreach (var page in pages)
        {
            await desk.GoAsync(page);
            await Pages.SettledAsync(desk);
            await LookAsync(desk, page, wrong);
        }
    }

    private static async Task LookAsync(Desk desk, string page, List<string> wrong)
    {
        wrong.AddRange((await Axe.FindingsAsync(desk)).Select(one => $"{page}: {one}"));
        wrong.AddRange((await Axe.FaintShapesAsync(desk)).Select(one => $"{page}: {one}"));
    }
}
