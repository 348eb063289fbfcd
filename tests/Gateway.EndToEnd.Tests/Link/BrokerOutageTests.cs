using System.Text.Json.Nodes;
using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.EndToEnd.Tests.Support;

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
        var gateway = await county.GatewayAsync("edge-1", PerSecond, backlogRate: 300);

        var stopped = TimeProvider.System.GetUtcNow();
        await county.Link.KillAsync();
        await OverWhileAwayAsync(county, gateway);
        (await county.Center.Api.CompletenessAsync(Site, county.Began, TimeProvider.System.GetUtcNow()))["complete"]!.GetValue<bool>().ShouldBeFalse();
        var started = TimeProvider.System.GetUtcNow();
        await county.Link.StartAsync();

        await GapShownBesideLiveDataAsync(county, gateway, stopped, started);
        await gateway.DrainedAsync();
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

    /// <summary>While the outage is still a hole the newest values are there already, and the hole has the right ends.</summary>
    private static async Task GapShownBesideLiveDataAsync(LinkedCounty county, LinkedGateway gateway, DateTimeOffset stopped, DateTimeOffset started)
    {
        var newest = county.SentBy(gateway);
        var answer = "";
        JsonNode? gap = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var live = await county.LiveNumberAsync(gateway);
                var complete = await county.Center.Api.CompletenessAsync(Site, county.Began);
                answer = $"number {live} of {newest}, {complete.ToJsonString()}";
                gap = complete["gaps"]!.AsArray().FirstOrDefault(hole => hole!["lane"]?.GetValue<string>() == "readings");
                return gap is not null && !complete["complete"]!.GetValue<bool>() && live > newest;
            },
            20, () => $"the hole is shown while live data pass it: {answer}\n{county.Center.Output}");
        gap!["from"]!.GetValue<DateTimeOffset>().ShouldBeInRange(stopped.AddSeconds(-2), started.AddSeconds(1), gap.ToJsonString());
        gap["to"]!.GetValue<DateTimeOffset>().ShouldBeInRange(started.AddSeconds(-1), started.AddSeconds(6), gap.ToJsonString());
    }
}
