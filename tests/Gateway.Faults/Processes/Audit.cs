using Gateway.Faults.Judging;
using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Net;
using Gateway.Testing.Link.County;
using Gateway.Testing.Time;

namespace Gateway.Faults.Processes;

/// <summary>
/// A receipt promises that the center has it on disk. While much is on its way the center is killed and started where it hears no broker, so that nothing can
/// come after the receipt: whatever the gateway holds for confirmed must be there.
/// </summary>
internal static class Audit
{
    private const int OnItsWayMs = 1_500;

    /// <summary>The history of the center follows its log at its own pace.</summary>
    private const int PatienceS = 12;

    public static async Task ReceiptsAsync(FaultedCounty county, Obligations judge, CancellationToken cancellation)
    {
        county.LineToCenter.Set(WireFault.Delay, OnItsWayMs);
        await Task.Delay(TimeSpan.FromMilliseconds(2 * OnItsWayMs), TimeProvider.System, cancellation);
        await county.Center.KillAsync();
        county.LineToCenter.Mend();
        var log = await GatewayLog.ReadAsync(county.Gateway);
        await county.Center.StartAsync("link.broker.port=1");
        await CompareAsync(county, log, judge);
        await county.Center.KillAsync();
        await county.Center.StartAsync();
    }

    private static async Task CompareAsync(FaultedCounty county, GatewayLog log, Obligations judge)
    {
        var due = log.Readings.Where(reading => reading.Point == county.Gateway.Numbers && reading.Sequence <= log.ConfirmedReadings).Select(reading => reading.Reading).ToHashSet();
        if (due.Count == 0)
        {
            return;
        }

        List<StoredReading> stored = [];
        try
        {
            await Eventually.TrueAsync(
                async () => due.IsSubsetOf(stored = await county.Center.Api.HistoryAsync(
                    LinkedGateway.Site, county.Gateway.Numbers, due.Min(reading => reading.Time), due.Max(reading => reading.Time).AddTicks(1))), PatienceS);
        }
        catch (TimeoutException)
        {
            judge.Complain($"{due.Except(stored).Count()} readings that the center had confirmed were not in the killed center");
        }
    }
}
