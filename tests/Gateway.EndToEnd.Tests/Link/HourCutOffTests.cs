using System.Text.Json.Nodes;
using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.Link;

/// <summary>A gateway whose log holds an hour the center has heard nothing of.</summary>
public sealed class HourCutOffTests
{
    private const string Site = LinkedGateway.Site;

    [Fact]
    public async Task An_hour_is_drained_behind_the_live_data_and_a_red_warning_of_that_hour_wakes_nobody()
    {
        await using var county = await LinkedCounty.StartedAsync(CenterStores.Embedded);
        await using var spy = await LinkSpy.StartedAsync(county.Link.Port);
        var gateway = county.Prepare("edge-1", HourOfReadings.Points, backlogRate: 3_000);
        var began = TimeProvider.System.GetUtcNow() - HourOfReadings.Length - TimeSpan.FromSeconds(20);
        await HourOfReadings.WriteAsync(gateway.DataFolder, began);

        await county.StartAsync(gateway, 100);
        await GapShownBesideLiveDataAsync(county, gateway, began);
        await gateway.DrainedAsync();
        await LinkJudge.CompleteAsync(county.Center.Api, began);

        spy.Batches.Where(batch => !batch.IsLive).Sum(batch => batch.Readings).ShouldBeGreaterThanOrEqualTo(HourOfReadings.Count);
        await HistoricalOnly.NobodyWasWokenAsync(county, gateway);
        var log = await county.SettledAsync(gateway);
        log.Readings.Count(reading => reading.Point.StartsWith('p')).ShouldBe(HourOfReadings.Count);
        log.WarningsUpTo(long.MaxValue).Count().ShouldBeGreaterThanOrEqualTo(2);
        await LinkJudge.EverythingArrivedOnceAsync(county.Center.Api, log, gateway.Edge);
    }

    private static async Task GapShownBesideLiveDataAsync(LinkedCounty county, LinkedGateway gateway, DateTimeOffset began)
    {
        var answer = "";
        JsonNode? gap = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var live = await county.LiveNumberAsync(gateway);
                var complete = await county.Center.Api.CompletenessAsync(Site, began);
                answer = $"number {live}, {complete.ToJsonString()}";
                gap = complete["gaps"]!.AsArray().FirstOrDefault(hole => hole!["lane"]?.GetValue<string>() == "readings");
                return gap is not null && !complete["complete"]!.GetValue<bool>() && live > 0;
            },
            30, () => $"the hour is shown as a hole while live data are there: {answer}\n{county.Center.Output}");
        gap!["from"]!.GetValue<DateTimeOffset>().ShouldBeInRange(began.AddSeconds(-1), began + HourOfReadings.Length, gap.ToJsonString());
        gap["to"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThan(began + HourOfReadings.Length, gap.ToJsonString());
    }
}
