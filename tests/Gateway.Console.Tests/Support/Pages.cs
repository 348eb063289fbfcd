using Microsoft.Playwright;

namespace Gateway.Console.Tests.Support;

/// <summary>The pages an account can open.</summary>
internal static class Pages
{
    /// <summary>Every page of the navigation, then those named: a new page is tested without being entered here.</summary>
    public static async Task<IReadOnlyList<string>> ReachableAsync(Desk desk, params string[] inner)
    {
        await desk.At("nav").WaitForAsync();
        var links = await desk.Page.Locator("[data-testid='nav'] a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        return [.. links, .. inner];
    }

    /// <summary>Pages of this account's navigation that another account's has not.</summary>
    public static async Task<IReadOnlyList<string>> OtherThanAsync(Desk desk, IReadOnlyList<string> seen) => [.. (await ReachableAsync(desk)).Except(seen)];

    /// <summary>As <see cref="SettledAsync"/>, also where the bar that shows the connection is hidden.</summary>
    public static async Task StandsAsync(Desk desk)
    {
        await desk.At("connection", "data-state", "live").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await desk.Page.Locator("[data-testid^='page-']").First.WaitForAsync();
        await desk.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Waits until the page stands: connected, nothing being asked of the center, nothing loading.</summary>
    public static async Task SettledAsync(Desk desk)
    {
        await desk.Is("connection", "data-state", "live");
        await desk.Page.Locator("[data-testid^='page-']").First.WaitForAsync();
        await desk.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
