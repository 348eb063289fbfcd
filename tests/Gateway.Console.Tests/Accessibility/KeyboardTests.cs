using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Console.Tests.Support;
using Gateway.Core.Warnings;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Accessibility;

/// <summary>The mouse can lie in the drawer.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class KeyboardTests(ChromiumFixture chromium, ReadyCounty ready)
{
    [Fact]
    public async Task On_every_page_the_tab_key_reaches_all_that_can_be_used_shows_where_it_is_and_is_caught_nowhere()
    {
        var wrong = new List<string>();
        await using var desk = await Desk.SignedInAsync(chromium, ready.County, ReadyCounty.Leader);
        var pages = await Pages.ReachableAsync(desk, ready.InnerPages);
        await TabThroughAsync(desk, pages, wrong);
        await using var administrator = await Desk.SignedInAsync(chromium, ready.County, Gateway.Center.Tests.Support.CountyPeople.Administrator);
        await TabThroughAsync(administrator, await Pages.OtherThanAsync(administrator, pages), wrong);

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task By_keys_alone_somebody_signs_in_opens_an_incident_acknowledges_it_gives_an_instruction_and_goes_back()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer, person: "p-duty");
        await county.WarnAsync(tier: WarningTier.Orange);
        await using var desk = await Desk.OpenAsync(chromium, county);
        var keys = desk.Page.Keyboard;
        await desk.At("account").WaitForAsync();
        await ToAsync(desk, "account");
        await keys.TypeAsync("duty-a");
        await keys.PressAsync("Tab");
        await keys.TypeAsync(Gateway.Center.Tests.Support.CountyPeople.Password);
        await keys.PressAsync("Enter");
        await desk.Is("connection", "data-state", "live");

        await ToAsync(desk, "nav-incidents");
        await keys.PressAsync("Enter");
        await desk.At("incident-open").WaitForAsync();
        await ToAsync(desk, "incident-open");
        await keys.PressAsync("Enter");
        await desk.At("page-incident").WaitForAsync();
        await ToAsync(desk, "act-acknowledge");
        await keys.PressAsync("Enter");
        await ToAsync(desk, "reason-text");
        await keys.TypeAsync("已核实");
        await ToAsync(desk, "reason-confirm");
        await keys.PressAsync("Enter");
        await Assertions.Expect(desk.At("act-acknowledge")).ToHaveCountAsync(0);
        await ToAsync(desk, "act-instruct");
        await keys.PressAsync("Enter");
        await ToAsync(desk, "instruct-kind");
        await keys.PressAsync("Enter");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await ToAsync(desk, "reason-text");
        await keys.TypeAsync("全部撤到上风向");
        await ToAsync(desk, "reason-confirm");
        await keys.PressAsync("Enter");
        await Assertions.Expect(desk.At("instructions")).ToContainTextAsync("全部撤到上风向");

        // Escape leaves a dialog, and the focus is back where it came from.
        await ToAsync(desk, "act-raise");
        await keys.PressAsync("Enter");
        await desk.At("reason-dialog").WaitForAsync();
        await keys.PressAsync("Escape");
        await desk.At("reason-dialog").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        await Assertions.Expect(desk.At("act-raise")).ToBeFocusedAsync();
    }

    private static async Task TabThroughAsync(Desk desk, IEnumerable<string> pages, List<string> wrong)
    {
        foreach (var page in pages)
        {
            await desk.GoAsync(page);
            await Pages.SettledAsync(desk);
            var (wanted, mouseOnly) = await UsableAsync(desk);
            wrong.AddRange(mouseOnly.Select(one => $"{page}: only a mouse can use {one}"));
            var (missed, unseen) = await TabThroughAsync(desk, wanted);
            wrong.AddRange(missed.Select(one => $"{page}: tab does not reach {one}"));
            wrong.AddRange(unseen.Select(one => $"{page}: nothing shows the focus on {one}"));
        }
    }

    /// <summary>How many parts of the page the tab key has to reach, and what shows a hand without being reachable by key. The page keeps the parts: what it draws anew meanwhile is not asked for.</summary>
    private static async Task<(int Wanted, List<string> MouseOnly)> UsableAsync(Desk desk)
    {
        var found = await desk.Page.EvaluateAsync<JsonElement>(
            """
            () => {
              window.nameOf = e => `${e.tagName.toLowerCase()}[${e.dataset.testid ?? e.getAttribute('aria-label') ?? ''}] ${(e.innerText ?? e.placeholder ?? '').trim().slice(0, 30)}`
              window.seen = e => e.isConnected && e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0
              const usable = 'a[href], button, input, textarea, select, summary, [tabindex]'
              const can = e => e.matches(usable) && e.tabIndex >= 0 && !e.disabled
              // Of a group of radio buttons the tab key reaches one; the arrows reach the others.
              window.wanted = [...document.querySelectorAll(usable)].filter(e => can(e) && seen(e) && e.type !== 'radio')
              window.reached = new Set()
              const hands = [...document.querySelectorAll('main *')].filter(e => seen(e) && getComputedStyle(e).cursor === 'pointer' && !e.closest('.el-input, .el-select'))
              const only = hands.filter(e => !hands.includes(e.parentElement))
                .filter(e => !e.closest('label, a, button, summary') && !can(e) && ![...e.querySelectorAll(usable)].some(inner => can(inner) || inner.type === 'radio'))
              return { wanted: wanted.length, only: only.map(nameOf) }
            }
            """);
        return (found.GetProperty("wanted").GetInt32(), Texts(found.GetProperty("only")));
    }

    /// <returns>What the tab key did not reach, and what had the focus without showing it.</returns>
    private static async Task<(List<string> Missed, List<string> Unseen)> TabThroughAsync(Desk desk, int count)
    {
        await desk.Page.EvaluateAsync(
            """
            () => {
              window.unseen = []
              const marks = e => { const s = getComputedStyle(e); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none' }
              addEventListener('focusin', ({ target: e }) => {
                if (e.closest('.el-popper')) return
                const box = e.closest('.el-input__wrapper, .el-select__wrapper, .el-checkbox, .el-radio-button, .el-range-editor')
                const near = e.parentElement?.querySelector('.el-radio-button__inner, .el-checkbox__inner')
                if (!reached.has(e) && !marks(e) && !(box && marks(box)) && !(near && marks(near))) unseen.push(nameOf(e))
                reached.add(e)
              })
              document.activeElement?.blur()
            }
            """);

        // Each of them once, and some more for groups of radio buttons and what a date field opens.
        for (var i = 0; i < count + 12; i++)
        {
            await desk.Page.Keyboard.PressAsync("Tab");
        }

        var found = await desk.Page.EvaluateAsync<JsonElement>("() => ({ missed: wanted.filter(e => seen(e) && !reached.has(e)).map(nameOf), unseen })");
        return (Texts(found.GetProperty("missed")), Texts(found.GetProperty("unseen")));
    }

    /// <summary>Presses Tab until the part with this test id, or a field in it, has the focus.</summary>
    private static async Task ToAsync(Desk desk, string id)
    {
        await desk.At(id).First.WaitForAsync();
        for (var i = 0; i < 120; i++)
        {
            if (await desk.Page.EvaluateAsync<bool>("id => document.activeElement?.closest(`[data-testid='${id}']`) !== null && document.activeElement !== document.body", id))
            {
                return;
            }

            await desk.Page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"the tab key does not reach {id}");
    }

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(one => one.GetString()!)];
}
