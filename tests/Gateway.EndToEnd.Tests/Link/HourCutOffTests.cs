using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;

namespace Gateway.EndToEnd.Tests.Link;

/// <summary>A gateway whose log holds an hour the center has heard nothing of.</summary>
public sealed class HourCutOffTests
{
    [Fact]
    public async Task An_hour_is_drained_behind_the_live_data_and_a_red_warning_of_that_hour_wakes_nobody()
    {
        await using var county = await LinkedCounty.StartedAsync(CenterStores.Embedded);
        await using var spy = await LinkSpy.StartedAsync(county.Link.Port);
        var gateway = county.Prepare("edge-1", HourOfReadings.Points, backlogRate: 1_500);
        var began = TimeProvider.System.GetUtcNow() - HourOfReadings.Length - TimeSpan.FromSeconds(20);
        await HourOfReadings.WriteAsync(gateway.DataFolder, began);

        await county.StartAsync(gateway, 100);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(10), TimeProvider.System);
        var speaking = GasSpeaksAsync(county, gateway, pace);
        var hole = await GapWatch.ShownBesideLiveDataAsync(county, gateway, began, 0, began + HourOfReadings.Length);
        hole.From.ShouldBeInRange(began.AddSeconds(-1), began + HourOfReadings.Length);
        hole.To.ShouldBeGreaterThan(began + HourOfReadings.Length);
        await gateway.DrainedAsync(120);
        await LinkJudge.CompleteAsync(county.Center.Api, began);

        spy.Batches.Where(batch => !batch.IsLive).Sum(batch => batch.Readings).ShouldBeGreaterThanOrEqualTo(HourOfReadings.Count);
        pace.Dispose();
        await speaking;
        await HistoricalOnly.NobodyWasWokenAsync(county, gateway);
        var log = await county.SettledAsync(gateway);
        log.Readings.Count(reading => reading.Point.StartsWith('p')).ShouldBe(HourOfReadings.Count);
        log.WarningsUpTo(long.MaxValue).Count().ShouldBeGreaterThanOrEqualTo(2);
        await LinkJudge.EverythingArrivedOnceAsync(county.Center.Api, log, gateway.Edge);
    }

    /// <summary>A gas point that says nothing is offline after 30 s and stale after 60: no matter of that hour, but people are called for it.</summary>
    private static async Task GasSpeaksAsync(LinkedCounty county, LinkedGateway gateway, PeriodicTimer pace)
    {
        do
        {
            await county.GasAsync(gateway, 5);
        }
        while (await pace.WaitForNextTickAsync());
    }
}
