using System.Net.WebSockets;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Ingest;
using Gateway.Center.Ledger;
using Gateway.Center.Live;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Center.Tests.Live;

public sealed class LiveHubTests
{
    private static readonly CurrentUser s_officer = new("officer", null, CenterRole.DutyOfficer, "/", null);

    [Fact]
    public async Task Nobody_gets_in_without_signing_in_and_no_other_page_may_connect()
    {
        await using var center = await CenterUnderTest.StartAsync(Patient);

        await Should.ThrowAsync<WebSocketException>(() => LiveSocket.ConnectAsync(center.Address, user: null));
        await Should.ThrowAsync<WebSocketException>(() => LiveSocket.ConnectAsync(center.Address, s_officer, origin: "https://elsewhere.invalid"));
        await using var own = await LiveSocket.ConnectAsync(center.Address, s_officer, origin: center.Address);
        await Eventually.TrueAsync(() => own.Of("beat").Count > 0);
    }

    [Fact]
    public async Task A_warning_arrives_with_its_row_at_those_who_may_see_it_only()
    {
        await using var center = await CenterUnderTest.StartAsync(Patient);
        var board = new Board(center);
        await board.SiteAsync("s1", town: "town-1", industry: "chemical");
        await board.SiteAsync("s2", town: "town-2", industry: "mining");
        await using var county = await ConnectedAsync(center, s_officer);
        await using var town = await ConnectedAsync(center, new CurrentUser("town", null, CenterRole.Town, "/county/town-1/", null));
        await using var mining = await ConnectedAsync(center, new CurrentUser("mining", null, CenterRole.Department, "/county/", "mining"));

        await board.TakeAsync("s1", "a", WarningTier.Red);
        await board.TakeAsync("s2", "a", WarningTier.Red);
        await Eventually.TrueAsync(() => Pushed(center, () => county.Changes("warning.received").Count == 2 && town.Of("change").Count >= 2 && mining.Of("change").Count >= 2));

        Sites(county).ShouldBe(["s1", "s2"], ignoreOrder: true);
        Sites(town).ShouldBe(["s1"]);
        Sites(mining).ShouldBe(["s2"]);
        var row = town.Changes("warning.received")[0].GetProperty("warning");
        row.GetProperty("tier").GetString().ShouldBe("red");
        row.GetProperty("reason").GetProperty("zh").GetString().ShouldBe("超过上限");
        town.Changes("incident.opened")[0].GetProperty("tier").GetString().ShouldBe("red");
    }

    [Fact]
    public async Task A_beat_comes_every_five_seconds()
    {
        await using var center = await CenterUnderTest.StartAsync(Patient);
        await using var page = await ConnectedAsync(center, s_officer);
        var before = page.Of("beat").Count;

        await Eventually.TrueAsync(() =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(1));
            return page.Of("beat").Count >= before + 2;
        });

        page.Of("beat")[^1].GetDateTimeOffset().ShouldBeGreaterThan(new DateTimeOffset(2026, 3, 2, 0, 0, 4, TimeSpan.Zero));
    }

    [Fact]
    public async Task The_values_of_the_watched_site_come_and_of_no_site_out_of_sight()
    {
        await using var center = await CenterUnderTest.StartAsync(Patient, s => s.RemoveAll<ILiveValues>().AddSingleton<ILiveValues>(new OneValue()));
        var board = new Board(center);
        await board.SiteAsync("s1", town: "town-1");
        await board.SiteAsync("s2", town: "town-2");
        await using var page = await ConnectedAsync(center, new CurrentUser("town", null, CenterRole.Town, "/county/town-1/", null));
        await page.InvokeAsync("watchSite", "s2");
        await page.InvokeAsync("watchSite", "s1");

        await Eventually.TrueAsync(() =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(1));
            return page.Of("values").Count > 1;
        });

        page.Of("values").ShouldAllBe(values => values.GetProperty("site").GetString() == "s1");
        page.Of("values")[0].GetProperty("values")[0].GetProperty("value").GetDouble().ShouldBe(20.5);
    }

    [Fact]
    public async Task A_storm_of_1000_warnings_is_pushed_within_bounds_and_says_what_it_left_out()
    {
        await using var center = await CenterUnderTest.StartAsync(Patient);
        var board = new Board(center);
        await board.SiteAsync("s");
        await using var page = await ConnectedAsync(center, s_officer);
        var client = center.Services.GetRequiredService<LiveClients>().All.Single();
        await Eventually.TrueAsync(() => client.Pushes == 1);

        // The clock stands: after the first push the client waits for its next turn while all of the storm comes in.
        for (var i = 0; i < 100; i++)
        {
            await center.Store.WriteAsync(
                async work =>
                {
                    var site = (await work.Db.FindAsync<Gateway.Center.Sites.Site>("s"))!;
                    for (var j = 0; j < 10; j++)
                    {
                        await center.Services.GetRequiredService<Gateway.Center.Warnings.IWarningIntake>()
                            .TakeAsync(work, site, Board.Edge, board.Message("s", $"p{j}", (i % 2) == 0 ? WarningTier.Red : WarningTier.Orange), new());
                    }
                },
                Board.None);
        }

        await center.Store.WriteAsync(work => Task.FromResult(work.Record(new LedgerFact("test.end", "end"), new { })), Board.None);
        await Eventually.TrueAsync(() => Pushed(center, () => page.Changes("test.end").Count == 1));

        var pushes = client.Pushes;
        pushes.ShouldBeInRange(2, 1 + (long)((center.Time.GetUtcNow() - new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)).TotalMilliseconds / 100) + 1);
        page.Changes("live.skipped").Count.ShouldBeGreaterThan(0);
        page.Of("change").Count.ShouldBeLessThanOrEqualTo((int)pushes * 201);
        (await Board.JsonAsync(await center.SignedInAs(CenterRole.DutyOfficer).GetAsync("/api/v1/warnings?limit=500"))).GetProperty("items").GetArrayLength().ShouldBe(500);
        (await board.TheIncidentAsync("s")).WarningCount.ShouldBe(1000);
    }

    [Fact]
    public async Task An_account_has_so_many_connections_and_is_cut_off_when_it_changes()
    {
        await using var center = await CenterUnderTest.StartAsync(options => Patient(options with { Live = options.Live with { ConnectionsPerAccount = 1 } }));
        await using var first = await ConnectedAsync(center, s_officer);
        await using var second = await LiveSocket.ConnectAsync(center.Address, s_officer);
        await Eventually.TrueAsync(() => second.IsClosed);
        first.IsClosed.ShouldBeFalse();

        await center.Store.WriteAsync(work => Task.FromResult(work.Record(new LedgerFact("account.disabled", "officer"), new { })), Board.None);

        await Eventually.TrueAsync(() => first.IsClosed);
    }

    /// <summary>By the center's clock, which these tests move by seconds within milliseconds: no page is too slow.</summary>
    private static CenterOptions Patient(CenterOptions options) => options with { Live = options.Live with { SlowAfterS = 100_000 } };

    private static async Task<LiveSocket> ConnectedAsync(CenterUnderTest center, CurrentUser user)
    {
        var page = await LiveSocket.ConnectAsync(center.Address, user);
        await Eventually.TrueAsync(() => page.Of("beat").Count > 0);
        return page;
    }

    private static bool Pushed(CenterUnderTest center, Func<bool> done)
    {
        center.Time.Advance(TimeSpan.FromMilliseconds(100));
        return done();
    }

    private static IEnumerable<string?> Sites(LiveSocket page) => page.Changes("warning.received").Select(change => change.GetProperty("site").GetString());

    private sealed class OneValue : ILiveValues
    {
        public IReadOnlyList<LiveValue> OfSite(string siteId) => [new LiveValue("edge-1", "a", 20.5, null, Quality.Good, 0, 0, WarningTier.None)];

        public LiveValue? Find(string siteId, string edgeId, string pointId) => OfSite(siteId)[0];
    }
}
