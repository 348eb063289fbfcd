using System.Text.Json;
using Gateway.Center.Exchange;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Center.Tests.Exchange;

/// <summary>Facts and values for other platforms on a real broker, read by somebody else's client.</summary>
public sealed class MqttPushTests
{
    [Fact]
    public async Task Facts_and_live_values_are_published_once()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker, change: options => options with
        {
            Exchange = options.Exchange with { Mqtt = new ExchangeMqttOptions { Publish = true, ValuesEvery = TimeSpan.FromSeconds(10) } },
        });
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        await center.LedgerHasAsync("edge.online");

        // The follower begins at the end of the ledger; its first turn sets where.
        center.Time.Advance(TimeSpan.FromSeconds(2));
        await using var reader = PeerProcess.Start("stdbuf", "-oL", "mosquitto_sub", "-p", $"{broker.Port}", "-t", "rgw/exchange/v1/county/#", "-q", "1", "-v", "-d");
        await reader.WaitForOutputAsync("SUBACK");
        await edge.TableAsync("h1", "a");
        await edge.SendAsync(edge.Readings("a", 7.25));
        await edge.ReceiptAsync(receipt => receipt.Readings == 1);

        await Eventually.TrueAsync(() =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(1));
            return reader.Output.Contains("rgw/exchange/v1/county/values/s-01", StringComparison.Ordinal) && reader.Output.Contains("7.25", StringComparison.Ordinal);
        });
        await Eventually.TrueAsync(() =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(1));
            return reader.Output.Contains("rgw/exchange/v1/county/facts/edge/s-01", StringComparison.Ordinal);
        });
        var facts = reader.Output.Split('\n').Where(line => line.Contains("/facts/", StringComparison.Ordinal) && line.Contains('{', StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("sequence").GetInt64()).ToList();
        facts.ShouldBe([.. facts.Distinct().Order()], "each once, in order");
    }
}
