using Gateway.EndToEnd.Tests.Support;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Crash;

public sealed class KillTests
{
    private const string Topic = "site/load/counter";
    private const string Point = "load.seq";
    private const int Kills = 20;
    private const int MessagesPerSecond = 5_000;

    [Fact]
    public async Task No_acknowledged_message_is_lost_when_killed_twenty_times_under_load()
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.StartAsync(folder);
        await broker.KeepForAsync("gateway-kill", Topic);
        var apiPort = FreePort.Next();
        var configuration = folder.File("edge.json");
        await File.WriteAllTextAsync(configuration, Configuration(broker.Port, apiPort, folder.Path));

        using var publisher = new NumberedPublisher(broker.Port, Topic, MessagesPerSecond);
        using var enough = new CancellationTokenSource();
        var sending = publisher.RunAsync(enough.Token);

        var random = new Random(20260101);
        var seen = 0.0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var victim = await GatewayProcess.StartAsync(configuration, apiPort);
            seen = await WaitForProgressAsync(victim, seen);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), TimeProvider.System);
            await victim.KillAsync();
        }

        await enough.CancelAsync();
        await sending;
        await using var survivor = await GatewayProcess.StartAsync(configuration, apiPort);
        await EveryNumberIsStoredAsync(survivor, publisher);
    }

    /// <summary>Kills only a gateway that is taking messages in: its newest number is beyond what the one before had.</summary>
    private static async Task<double> WaitForProgressAsync(GatewayProcess gateway, double before)
    {
        var value = before;
        await Eventually.TrueAsync(
            async () => (value = await gateway.ValueAsync(Point)) > before,
            30,
            () => $"{Point} rises above {before}. The gateway printed:\n{gateway.Output}");
        return value;
    }

    private static async Task EveryNumberIsStoredAsync(GatewayProcess gateway, NumberedPublisher publisher)
    {
        var expected = publisher.Sent;
        var to = publisher.TimeOf(expected + 1);
        await Eventually.TrueAsync(
            async () => await gateway.ValueAsync(Point) >= expected,
            60,
            () => $"number {expected} arrives. The gateway printed:\n{gateway.Output}");

        HashSet<double> stored = [];
        await Eventually.TrueAsync(
            async () => (stored = [.. await gateway.HistoryAsync(Point, publisher.TimeOf(0), to)]).Count >= expected,
            30,
            () => $"{expected} numbers stored; {stored.Count} are, missing for example {string.Join(", ", Missing(stored, expected).Take(10))}");
        Missing(stored, expected).ShouldBeEmpty();
    }

    private static IEnumerable<long> Missing(HashSet<double> stored, long expected)
    {
        for (long number = 1; number <= expected; number++)
        {
            if (!stored.Contains(number))
            {
                yield return number;
            }
        }
    }

    private static string Configuration(int brokerPort, int apiPort, string folder) => $$"""
        {
          "site": { "id": "kill-test", "name": { "zh": "断电试验", "en": "Kill test" } },
          "mqtt": {
            "connections": [
              { "id": "broker", "host": "127.0.0.1", "port": {{brokerPort}}, "clientId": "gateway-kill", "cleanStart": false, "clockToleranceS": 0, "maxInFlight": 1000 }
            ]
          },
          "points": [
            {
              "id": "{{Point}}", "nameZh": "序号", "nameEn": "Sequence number",
              "mqtt": { "connection": "broker", "topic": "{{Topic}}", "path": "seq", "timePath": "ts", "timeFormat": "unixUs" }
            }
          ],
          "storage": { "folder": "{{folder}}/data" },
          "logging": { "folder": null },
          "api": { "port": {{apiPort}} }
        }
        """;
}
