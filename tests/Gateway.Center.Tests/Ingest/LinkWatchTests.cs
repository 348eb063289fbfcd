using Gateway.Center.Data;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ingest;

public sealed class LinkWatchTests
{
    [Fact]
    public async Task A_gateway_that_goes_silent_is_yellow_then_orange_and_clears_when_it_is_heard()
    {
        await using var broker = await Broker.StartedAsync();
        var warnings = new RecordedWarnings();
        await using var center = await LinkedCenter.StartAsync(broker, warnings: warnings);
        await using var edge = await OnlineAsync(broker, center);

        await PassAsync(center, TimeSpan.FromSeconds(55));
        warnings.All.ShouldBeEmpty();
        (await center.EdgeAsync(edge))!.State.ShouldBe(LinkState.Silent);
        await PassAsync(center, TimeSpan.FromSeconds(10));
        Tiers(warnings).ShouldBe(["yellow"]);
        await PassAsync(center, TimeSpan.FromMinutes(10));
        Tiers(warnings).ShouldBe(["yellow", "orange"]);
        await PassAsync(center, TimeSpan.FromHours(3));
        Tiers(warnings).ShouldBe(["yellow", "orange"]);

        await edge.SayAsync();
        await Eventually.TrueAsync(async () => (await center.EdgeAsync(edge))!.State == LinkState.Online);

        // What the watch goes by follows the commit.
        await Eventually.TrueAsync(() => center.Services.GetRequiredService<EdgeBook>().LastSeen(new EdgeKey(edge.Site, edge.Edge)) == center.Time.GetUtcNow());
        await PassAsync(center, TimeSpan.FromSeconds(5));
        Tiers(warnings).ShouldBe(["yellow", "orange", "none"]);
        warnings.All.ShouldAllBe(warning => warning.Edge == "edge-1" && warning.Message.Point == "link" && warning.Message.Kind == "link");
    }

    [Fact]
    public async Task A_gateway_whose_will_came_is_offline_and_with_a_grave_incident_open_one_tier_graver()
    {
        await using var broker = await Broker.StartedAsync();
        var warnings = new RecordedWarnings();
        await using var center = await LinkedCenter.StartAsync(broker, warnings: warnings);
        await using var edge = await OnlineAsync(broker, center);
        await center.Store.WriteAsync(work => Task.FromResult(work.Db.Add(GraveIncident(work))), CancellationToken.None);

        await edge.SayAsync(online: false);
        await center.LedgerHasAsync("edge.offline");
        await PassAsync(center, TimeSpan.FromSeconds(65));
        await PassAsync(center, TimeSpan.FromMinutes(10));

        Tiers(warnings).ShouldBe(["orange", "red"]);
    }

    [Fact]
    public async Task A_lost_broker_is_one_warning_of_the_county_and_none_of_any_site()
    {
        await using var broker = await Broker.StartedAsync();
        var warnings = new RecordedWarnings();
        await using var center = await LinkedCenter.StartAsync(broker, warnings: warnings);
        var health = center.Services.GetRequiredService<LinkHealth>();
        await using (await OnlineAsync(broker, center))
        {
            await broker.KillAsync();
            await Eventually.TrueAsync(() => health.DownSince is not null);
            await PassAsync(center, TimeSpan.FromSeconds(70));
            await PassAsync(center, TimeSpan.FromMinutes(10));
            warnings.All.Select(warning => (warning.Site, warning.Message.Tier)).ShouldBe([("center", "yellow"), ("center", "orange")]);

            await broker.StartAsync();
            await Eventually.TrueAsync(() =>
            {
                center.Time.Advance(TimeSpan.FromMilliseconds(200));
                return health.UpSince is not null;
            });
            await PassAsync(center, TimeSpan.FromSeconds(5));
            Tiers(warnings)[^1].ShouldBe("none");
        }
    }

    [Fact]
    public async Task A_clock_far_off_is_told_and_cleared_when_it_is_right_again()
    {
        await using var broker = await Broker.StartedAsync();
        var warnings = new RecordedWarnings();
        await using var center = await LinkedCenter.StartAsync(broker, warnings: warnings);
        await using var edge = await OnlineAsync(broker, center);
        await SayOftenAsync(center, edge, TimeSpan.FromSeconds(90));
        await PassAsync(center, TimeSpan.FromSeconds(5));
        warnings.All.Single().Message.ShouldSatisfyAllConditions(m => m.Kind.ShouldBe("clock"), m => m.Tier.ShouldBe("yellow"), m => m.Value!.Value.ShouldBe(90, 5));

        await SayOftenAsync(center, edge, TimeSpan.Zero);
        await PassAsync(center, TimeSpan.FromSeconds(5));
        Tiers(warnings).ShouldBe(["yellow", "none"]);
    }

    private static async Task SayOftenAsync(CenterUnderTest center, TestEdge edge, TimeSpan clock)
    {
        for (var i = 0; i < 9; i++)
        {
            edge.Receipts.Clear();
            await edge.SayAsync(clock: clock);
            await edge.ReceiptAsync(_ => true);
        }

        (await center.EdgeAsync(edge))!.State.ShouldBe(LinkState.Online);
    }

    private static string[] Tiers(RecordedWarnings warnings) => [.. warnings.All.Select(warning => warning.Message.Tier)];

    private static async Task<TestEdge> OnlineAsync(Broker broker, CenterUnderTest center)
    {
        var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        await center.LedgerHasAsync("edge.online");
        return edge;
    }

    /// <summary>Lets time pass and the watch look once at its end.</summary>
    private static async Task PassAsync(CenterUnderTest center, TimeSpan time)
    {
        center.Time.Advance(time);
        await center.Services.GetRequiredService<LinkWatchDuty>().RunAsync(center.Time.GetUtcNow(), CancellationToken.None);
    }

    private static Incident GraveIncident(CenterWork work) => new()
    {
        Id = "20260302-0001", SiteId = "s-01", UnitPath = "/county/", Zone = "", Family = "gas", Tier = WarningTier.Red, StandingTier = WarningTier.Red, TitleZh = "瓦斯",
        TitleEn = "gas", OpenedAt = work.Now, RaisedAt = work.Now, IsDrill = false,
    };
}
