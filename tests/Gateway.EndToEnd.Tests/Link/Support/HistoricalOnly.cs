using Gateway.Testing.Link.County;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Link.Support;

/// <summary>A warning that was over before the center heard of it: shown, and nobody called. One that is real now still calls.</summary>
internal static class HistoricalOnly
{
    private const string Site = LinkedGateway.Site;

    /// <summary>Longer than the center waits to see whether a late warning still stands (3 s here).</summary>
    private static readonly TimeSpan s_longEnough = TimeSpan.FromSeconds(6);

    public static async Task NobodyWasWokenAsync(LinkedCounty county, LinkedGateway gateway)
    {
        await Task.Delay(s_longEnough, TimeProvider.System);
        var incidents = await county.Center.Api.AllAsync($"incidents?site={Site}");
        incidents.ShouldNotBeEmpty("what is over is shown all the same");
        incidents.ShouldAllBe(incident => incident["historical"]!.GetValue<bool>());
        (await county.Center.Api.FactsAsync(Site, "call.")).ShouldBeEmpty();

        await county.GasAsync(gateway, 70);
        await Eventually.TrueAsync(
            async () => (await county.Center.Api.FactsAsync(Site, "call.")).Count > 0, 60, () => $"a red warning of now calls somebody:\n{county.Center.Output}");
    }
}
