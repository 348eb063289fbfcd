using Gateway.Faults.Processes.County;
using Gateway.Testing.Link.County;
using Gateway.Testing.Time;

namespace Gateway.Faults.Processes.Strikes;

/// <summary>Who is gone is missed: a dead gateway by the center with a tiered warning, a dead center by the site with an alarm of its own.</summary>
internal static class DeadManStrikes
{
    /// <summary>The center's <c>link.silentYellowS</c>, two beats of its watch, and what a busy machine takes.</summary>
    private const int CenterMissesS = FaultedCounty.SilentYellowS + 10 + Slack;

    /// <summary>The gateway's <c>silentAfter</c>, two looks of its watch.</summary>
    private const int GatewayMissesS = FaultedCounty.SilentAfterS + 10 + Slack;

    private const int Slack = 15;

    public static IReadOnlyList<Strike> All { get; } = [new("deadman.gateway", "gateway", GatewayGoneAsync), new("deadman.center", "center", CenterGoneAsync)];

    private static async Task GatewayGoneAsync(FaultedCounty county, Random random, CancellationToken cancellation)
    {
        var known = await LinkWarningsAsync(county);
        await county.Gateway.KillAsync();
        await WithinAsync(county, CenterMissesS, "the center raises no tiered warning of a dead gateway", async () => (await LinkWarningsAsync(county)).Except(known).Any());
        await county.Gateway.StartAsync();
    }

    private static async Task CenterGoneAsync(FaultedCounty county, Random random, CancellationToken cancellation)
    {
        await county.Center.KillAsync();
        await WithinAsync(county, GatewayMissesS, "the site raises no alarm of a dead center", async () =>
            (await county.Gateway.Process.GetAsync("/api/v1/alarms")).ToJsonString().Contains("gateway.link/silent", StringComparison.Ordinal));
        await county.Center.StartAsync();
    }

    private static async Task<List<string>> LinkWarningsAsync(FaultedCounty county) =>
    [
        .. (await county.Center.Api.GetAsync($"warnings?site={LinkedGateway.Site}&limit=500"))["items"]!.AsArray().Select(row => row!["key"]!.GetValue<string>())
            .Where(key => key.Contains($"/{county.Gateway.Edge}/center-", StringComparison.Ordinal)),
    ];

    private static async Task WithinAsync(FaultedCounty county, int seconds, string otherwise, Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            await Eventually.TrueAsync(condition, seconds);
            county.Note($"missed after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
        }
        catch (TimeoutException)
        {
            county.Judge?.Complain($"{otherwise} within {seconds} s");
        }
    }
}
