using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Link;

/// <summary>A technician puts a copy of the gateway's log back: its sequences are given out a second time.</summary>
public sealed class OlderLogTests
{
    private const int PerSecond = 200;

    /// <param name="isLate">The center is away until the log has grown past what it had of the lost one: the number of its newest entry shows nothing then.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_older_copy_of_the_log_is_sent_under_a_new_name_and_neither_log_loses_anything(bool isLate)
    {
        await using var county = await LinkedCounty.StartedAsync(CenterStores.Embedded);
        await using var spy = await LinkSpy.StartedAsync(county.Link.Port);
        var gateway = await county.GatewayAsync("edge-1", PerSecond, await county.DevicesAsync(1));
        await county.CenterHasAsync(gateway, PerSecond);
        await spy.FirstReceiptAsync(gateway.Edge);
        await gateway.StopAsync();
        gateway.CopyLog("kept");
        await gateway.StartAsync();
        await county.CenterHasAsync(gateway, county.SentBy(gateway) + (2 * PerSecond));
        await gateway.KillAsync();
        var lost = await GatewayLog.ReadAsync(gateway);
        var receipt = spy.ReceiptOf(gateway.Edge);
        receipt.ShouldNotBeNull();

        gateway.PutLogBack("kept");
        await (isLate ? WithoutCenterUntilPastAsync(county, gateway, lost) : gateway.StartAsync());
        await Eventually.TrueAsync(
            async () => (await gateway.Process.GetAsync("/api/v1/health"))["uplink"]!["epoch"]!.GetValue<string>() != lost.Epoch,
            30, () => $"the log gets a new name:\n{gateway.Process.Output}");
        await county.CenterHasAsync(gateway, county.SentBy(gateway));

        var log = await county.SettledAsync(gateway);
        await LinkJudge.WhatWasConfirmedIsStoredAsync(county.Center.Api, lost, gateway.Edge, receipt);
        await LinkJudge.EverythingArrivedOnceAsync(county.Center.Api, log, gateway.Edge, lost);
    }

    private static async Task WithoutCenterUntilPastAsync(LinkedCounty county, LinkedGateway gateway, GatewayLog lost)
    {
        await county.Center.KillAsync();
        await gateway.StartAsync();
        var head = 0L;
        await Eventually.TrueAsync(
            async () => (head = (await GatewayLog.ReadAsync(gateway)).Readings[^1].Sequence) > lost.Readings[^1].Sequence + 10, 60,
            () => $"the log of now, at {head}, outgrows the lost one, at {lost.Readings[^1].Sequence}:\n{gateway.Process.Output}");
        await county.Center.StartAsync();
    }
}
