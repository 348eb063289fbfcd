using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Overview;

public sealed class OverviewTests
{
    [Fact]
    public async Task The_first_page_counts_by_tier_and_lists_what_needs_a_hand_gravest_first()
    {
        await using var center = await CenterUnderTest.StartAsync(services: Quiet.NoCalls);
        var board = new Board(center);
        await board.SiteAsync("s1");
        await board.SiteAsync("s2");
        await board.TakeAsync("s1", "a", WarningTier.Yellow);
        await board.TakeAsync("s2", "a", WarningTier.Red);
        await board.TakeAsync("s2", "b", WarningTier.Blue, family: "dust");
        await board.TakeAsync("s2", "b", WarningTier.None, WarningTier.Blue, family: "dust");
        await board.TakeAsync("s1", "old", WarningTier.Red, family: "fire", origin: new WarningOrigin(IsHistorical: true));
        await LinkAsync(center, "s1", LinkState.Silent);
        var officer = center.SignedInAs(CenterRole.DutyOfficer);
        await Board.JsonAsync(await officer.PostAsJson($"/api/v1/incidents/{(await board.IncidentsAsync("s1")).Single(i => !i.IsHistorical).Id}/acknowledge", new { }));

        var page = await Board.JsonAsync(await officer.GetAsync("/api/v1/overview"));

        var counters = page.GetProperty("counters");
        Numbers(counters.GetProperty("incidents")).ShouldBe([("blue", 1), ("yellow", 1), ("orange", 0), ("red", 1)]);
        counters.GetProperty("unacknowledged").GetInt32().ShouldBe(2);
        counters.GetProperty("callsRunning").GetInt32().ShouldBe(0);
        page.GetProperty("hand").EnumerateArray().Select(item => $"{item.GetProperty("kind").GetString()} {item.GetProperty("tier").GetString()}")
            .ShouldBe(["incident red", "roster orange", "link yellow", "incident blue"]);
        page.GetProperty("sites").EnumerateArray().Select(site => $"{site.GetProperty("id").GetString()} {site.GetProperty("link").GetString()} {site.GetProperty("town").GetProperty("zh").GetString()}")
            .ShouldBe(["s1 silent town", "s2 unknown town"]);
        page.GetProperty("duty").GetProperty("covered").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_department_sees_its_industry_and_what_has_none()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("mine", industry: "mining");
        await board.SiteAsync("plant", industry: "chemical");
        await board.SiteAsync("unknown");
        await board.TakeAsync("plant", "a", WarningTier.Red);

        var page = await Board.JsonAsync(await center.SignedInAs(CenterRole.Department, "/county/", industry: "mining").GetAsync("/api/v1/overview"));

        page.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("id").GetString()).ShouldBe(["mine", "unknown"]);
        page.GetProperty("counters").GetProperty("incidents").GetProperty("red").GetInt32().ShouldBe(0);
        page.GetProperty("hand").GetArrayLength().ShouldBe(0);
    }

    private static Task LinkAsync(CenterUnderTest center, string site, LinkState state) => center.Store.WriteAsync(
        work =>
        {
            work.Db.Add(new EdgeBox { SiteId = site, EdgeId = Board.Edge, State = state, StateSince = work.Now });
            return Task.CompletedTask;
        },
        Board.None);

    private static IEnumerable<(string Name, int Value)> Numbers(JsonElement counters) => counters.EnumerateObject().Select(counter => (counter.Name, counter.Value.GetInt32()));
}
