using Gateway.Center.Access;
using Gateway.Console.Tests.Support;

namespace Gateway.Console.Tests.Access;

[Collection(ConsoleCollection.Name)]
public sealed class ScopeTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_town_and_an_enterprise_see_their_own_sites_only_and_an_inspector_sees_all_but_does_nothing()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("town-b", CenterRole.Town, "/county/town-b/");
        await county.AccountAsync("plant-a", CenterRole.Enterprise, County.PlantA, "p-principal");
        await county.AccountAsync("inspector", CenterRole.Inspector);
        var inA = await county.WarnAsync("site-a");
        var inB = await county.WarnAsync("site-b");

        await SeesAsync(county, "town-b", ["site-b"], sees: inB, not: inA);
        await SeesAsync(county, "plant-a", ["site-a", "site-a2"], sees: inA, not: inB);
        await using var inspector = await SeesAsync(county, "inspector", ["site-a", "site-a2", "site-b"], sees: inA, not: null);
        await inspector.GoAsync($"/incidents/{inA}");
        await inspector.At("act-none").WaitForAsync();
        (await inspector.At("note-answer").CountAsync()).ShouldBe(0);
    }

    private async Task<Desk> SeesAsync(County county, string account, string[] sites, string sees, string? not)
    {
        var desk = await Desk.SignedInAsync(chromium, county, account);
        await desk.At("site-search").WaitForAsync();
        foreach (var site in new[] { "site-a", "site-a2", "site-b" })
        {
            await Microsoft.Playwright.Assertions.Expect(desk.At($"site-{site}")).ToHaveCountAsync(sites.Contains(site) ? 1 : 0);
        }

        await desk.GoAsync("/incidents");
        await desk.Is("incident-row", "data-id", sees);
        if (not is not null)
        {
            (await desk.At("incident-row", "data-id", not).CountAsync()).ShouldBe(0);

            // A link of another's incident, pasted: as if it were not there.
            await desk.GoAsync($"/incidents/{not}");
            await desk.At("trouble").WaitForAsync();
            (await desk.At("incident-head").CountAsync()).ShouldBe(0);
            await desk.DisposeAsync();
        }

        return desk;
    }
}
