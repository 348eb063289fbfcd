using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;
using Xunit.Abstractions;

namespace Gateway.EndToEnd.Tests.Link;

/// <summary>
/// kill -9 of the center at moments nobody chose, while readings and events stream in: also between the commit of a reading or an event and the note that it
/// is here. <see cref="CenterKillTests"/> chooses its moments.
/// </summary>
public sealed class RandomCenterKillTests(ITestOutputHelper output)
{
    private const int PerSecond = 600;
    private const int Kills = 4;
    private const int LatestMs = 1_500;

    /// <param name="servers">True = facts in PostgreSQL, readings in InfluxDB and read from there.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_lost_nothing_is_double_and_the_ledger_holds(bool servers)
    {
        await using var stores = servers ? await CenterStores.ServersAsync() : CenterStores.Embedded;
        await using var county = await LinkedCounty.StartedAsync(stores);
        var gateway = await county.GatewayAsync("edge-1", PerSecond, await county.DevicesAsync(2));
        for (var kill = 0; kill < Kills; kill++)
        {
            var moment = Random.Shared.Next(LatestMs);
            output.WriteLine($"killed {moment} ms after it listened");
            await Task.Delay(TimeSpan.FromMilliseconds(moment), TimeProvider.System);
            await county.Center.KillAsync();
            await county.Center.StartAsync();
        }

        await county.CenterHasAsync(gateway, county.SentBy(gateway));
        await gateway.DrainedAsync();
        await LinkJudge.CompleteAsync(county.Center.Api, county.Began);
        var log = await county.SettledAsync(gateway);
        await LinkJudge.EverythingArrivedOnceAsync(county.Center.Api, log, gateway.Edge);

        var verdict = await county.Center.Api.GetAsync("ledger/verify");
        verdict["good"]!.GetValue<bool>().ShouldBeTrue(verdict.ToJsonString());
        verdict["edgeEvents"]!.GetValue<long>().ShouldBeGreaterThan(Kills, "alarms came and went between the kills");
        county.Center.Output.ShouldNotContain("8203", customMessage: "no event without its effect");
    }
}
