using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;

namespace Gateway.EndToEnd.Tests.Link;

/// <summary>The broker of the link is killed for a while and started again, with what it kept and with nothing.</summary>
public sealed class BrokerOutageTests
{
    private const string Site = LinkedGateway.Site;
    private const int PerSecond = 200;
    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(9);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broker_stopped_and_started_costs_nothing_and_what_is_over_wakes_nobody(bool keeps)
    {
        await using var county = await LinkedCounty.StartedAsync(CenterStores.Embedded, keeps);

        // Slow enough that the hole stands for a while before it is filled; what waited from the start is gone first, else it would pass for a part of the hole.
        var gateway = await county.GatewayAsync("edge-1", PerSecond, backlogRate: 100);
        await gateway.DrainedAsync();

        var stopped = TimeProvider.System.GetUtcNow();
        await county.Link.KillAsync();
        await OverWhileAwayAsync(county, gateway);
        (await county.Center.Api.CompletenessAsync(Site, county.Began, TimeProvider.System.GetUtcNow()))["complete"]!.GetValue<bool>().ShouldBeFalse();
        var started = TimeProvider.System.GetUtcNow();
        await county.Link.StartAsync();

        var hole = await GapWatch.ShownBesideLiveDataAsync(county, gateway, county.Began, county.SentBy(gateway), started.AddSeconds(-1));

        // It may reach a little into the time before and after: what was on its way, and what was sent before the center was back at the broker.
        hole.From.ShouldBeInRange(stopped.AddSeconds(-5), started.AddSeconds(1));
        hole.To.ShouldBeInRange(started.AddSeconds(-1), TimeProvider.System.GetUtcNow());
        await gateway.DrainedAsync(120);
        await LinkJudge.CompleteAsync(county.Center.Api, county.Began);
        await HistoricalOnly.NobodyWasWokenAsync(county, gateway);
        await LinkJudge.EverythingArrivedOnceAsync(county.Center.Api, await county.SettledAsync(gateway), gateway.Edge);
    }

    private static async Task OverWhileAwayAsync(LinkedCounty county, LinkedGateway gateway)
    {
        await county.GasAsync(gateway, 60);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        await county.GasAsync(gateway, 5);
        await Task.Delay(s_outage, TimeProvider.System);
    }
}
