using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;

namespace Gateway.EndToEnd.Tests.Link;

/// <summary>Two gateways of one site: one is killed again and again, and the network says everything twice.</summary>
public sealed class GatewayKillTests
{
    private const int PerSecond = 300;
    private const int Kills = 3;

    [Fact]
    public async Task A_killed_gateway_and_messages_said_twice_change_nothing_and_its_neighbour_goes_on()
    {
        await using var county = await LinkedCounty.StartedAsync(CenterStores.Embedded);
        await using var spy = await LinkSpy.StartedAsync(county.Link.Port, repeats: true);
        var victim = await county.GatewayAsync("edge-1", PerSecond, await county.DevicesAsync(2));
        var neighbour = await county.GatewayAsync("edge-2", 100);

        var random = new Random(20260303);
        for (var kill = 0; kill < Kills; kill++)
        {
            await county.CenterHasAsync(victim, county.SentBy(victim) + PerSecond);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500)), TimeProvider.System);
            await victim.KillAsync();
            await county.CenterHasAsync(neighbour, county.SentBy(neighbour) + 1);
            await victim.StartAsync();
        }

        await county.CenterHasAsync(victim, county.SentBy(victim));
        await LinkJudge.CompleteAsync(county.Center.Api, county.Began);
        spy.Repeated.ShouldBeGreaterThan(50);
        await LinkJudge.EverythingArrivedOnceAsync(county.Center.Api, await county.SettledAsync(victim), victim.Edge);
        await LinkJudge.EverythingArrivedOnceAsync(county.Center.Api, await county.SettledAsync(neighbour), neighbour.Edge);
    }
}
