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
        // A warning that still stands since the last time would stay, and no further one is raised: the gateway must have been heard again.
        await WithinAsync(county, CenterMissesS, "the center does not hear a gateway that is back", async () => (await LinkWarningsAsync(county)).FirstOrDefault() is not { Raised: true });
        var known = (await LinkWarningsAsync(county)).Select(warning => warning.Key).ToHashSet();
        await county.Gateway.KillAsync();
        await WithinAsync(county, CenterMissesS, "the center raises no tiered warning of a dead gateway", async () =>
            (await LinkWarningsAsync(county)).Any(warning => warning.Raised && !known.Contains(warning.Key)));
        await county.Gateway.StartAsync();
    }

    private static async Task CenterGoneAsync(FaultedCounty county, Random random, CancellationToken cancellation)
    {
        await county.Center.KillAsync();
        await WithinAsync(county, GatewayMissesS, "the site raises no alarm of a dead center", async () =>
            (await county.Gateway.Process.GetAsync("/api/v1/alarms")).ToJsonString().Contains("gateway.link/silent", StringComparison.Ordinal));
        await county.Center.StartAsync();
    }

    /// <summary>Newest first.</summary>
    private static async Task<List<(string Key, bool Raised)>> LinkWarningsAsync(FaultedCounty county) =>
    [
        .. (await county.Center.Api.GetAsync($"warnings?site={LinkedGateway.Site}&limit=500"))["items"]!.AsArray()
            .Select(row => (Key: row!["key"]!.GetValue<string>(), Raised: row["raise"]!.GetValue<bool>()))
            .Where(warning => warning.Key.Contains($"/{county.Gateway.Edge}/center-link-", StringComparison.Ordinal)),
    ];

    private static async Task WithinAsync(FaultedCounty county, int seconds, string otherwise, Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            await Eventually.TrueAsync(condition, seconds);
            county.Note($"seen after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
        }
        catch (TimeoutException)
        {
            county.Judge?.Complain($"{otherwise} within {seconds} s");
        }
    }
}
