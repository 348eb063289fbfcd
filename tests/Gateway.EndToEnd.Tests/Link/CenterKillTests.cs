using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;
using Microsoft.Data.Sqlite;

namespace Gateway.EndToEnd.Tests.Link;

/// <summary>kill -9 of the center under load: 500 readings a second, alarms that come and go.</summary>
public sealed class CenterKillTests
{
    private const int PerSecond = 500;
    private const int Kills = 3;

    /// <param name="servers">True = facts in PostgreSQL, readings in InfluxDB and read from there.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_killed_center_has_all_it_confirmed_and_gets_the_rest(bool servers)
    {
        await using var stores = servers ? await CenterStores.ServersAsync() : CenterStores.Embedded;
        await using var county = await LinkedCounty.StartedAsync(stores);
        await using var spy = await LinkSpy.StartedAsync(county.Link.Port);
        var gateway = await county.GatewayAsync("edge-1", PerSecond, await county.DevicesAsync(2));

        await spy.FirstReceiptAsync(gateway.Edge);
        var random = new Random(20260302);
        for (var kill = 0; kill < Kills; kill++)
        {
            await county.CenterHasAsync(gateway, county.SentBy(gateway) + PerSecond);
            await KillAsync(county, kill, random.Next(400));
            await WhatWasConfirmedIsThereAsync(county, gateway, spy);
            await county.Center.StartAsync();
        }

        await county.CenterHasAsync(gateway, county.SentBy(gateway));
        await gateway.DrainedAsync();
        await LinkJudge.CompleteAsync(county.Center.Api, county.Began);
        await LinkJudge.EverythingArrivedOnceAsync(county.Center.Api, await county.SettledAsync(gateway), gateway.Edge);
    }

    /// <summary>
    /// A commit takes a few milliseconds, so a kill seldom falls between a receipt given too early and its commit. With a file that takes no write before the
    /// kill it always does.
    /// </summary>
    private static async Task KillAsync(LinkedCounty county, int kill, int afterMs)
    {
        var stalled = kill switch
        {
            0 => null,
            1 => "readings.db",
            _ => county.Stores.IsEmbedded ? "center.db" : "readings.db",
        };
        await using var writer = stalled is null ? null : new SqliteConnection($"Data Source={county.Center.DataFile(stalled)};Pooling=False");
        if (writer is not null)
        {
            await writer.OpenAsync();
            writer.BeginTransaction(deferred: false);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(600 + afterMs), TimeProvider.System);
        await county.Center.KillAsync();
    }

    /// <summary>The dead center's data, opened by a center that hears no broker: nothing can have come after the receipt.</summary>
    private static async Task WhatWasConfirmedIsThereAsync(LinkedCounty county, LinkedGateway gateway, LinkSpy spy)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        var receipt = spy.ReceiptOf(gateway.Edge);
        receipt.ShouldNotBeNull();
        await county.Center.StartAsync("link.broker.port=1");
        await LinkJudge.WhatWasConfirmedIsStoredAsync(county.Center.Api, await GatewayLog.ReadAsync(gateway), gateway.Edge, receipt);
        await county.Center.KillAsync();
    }
}
