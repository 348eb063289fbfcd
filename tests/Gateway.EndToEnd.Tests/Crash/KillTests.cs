using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Data.Sqlite;

namespace Gateway.EndToEnd.Tests.Crash;

/// <summary>kill -9 in full load: 5,000 MQTT messages a second, 500 Modbus points at 1 s, 50 red alarms that come and go.</summary>
public sealed class KillTests
{
    private const int Kills = 20;
    private const int MessagesPerSecond = 5_000;

    [Fact]
    public async Task No_acknowledged_message_is_lost_when_killed_twenty_times_in_full_load()
    {
        using var folder = new TemporaryFolder();
        await using var devices = await ModbusLoad.StartAsync(folder, FullLoad.Devices, 2 + FullLoad.PointsPerDevice);
        await using var broker = await Broker.StartAsync(folder);
        await broker.KeepForAsync(FullLoad.ClientId, FullLoad.Topic);
        var apiPort = FreePort.Next();
        var configuration = folder.File("edge.json");
        await File.WriteAllTextAsync(configuration, FullLoad.Configuration(broker.Port, apiPort, folder.Path, devices.Ports));

        using var publisher = new NumberedPublisher(broker.Port, FullLoad.Topic, MessagesPerSecond);
        using var enough = new CancellationTokenSource();
        var sending = publisher.RunAsync(enough.Token);

        var random = new Random(20260101);
        var lives = new List<(DateTimeOffset From, DateTimeOffset To)>();
        var seen = 0.0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var from = TimeProvider.System.GetUtcNow();
            await using var victim = await GatewayProcess.StartAsync(configuration, apiPort);
            seen = await WaitForProgressAsync(victim, seen);
            await WaitForModbusAndAlarmsAsync(victim);
            await KillAsync(victim, random.Next(300), kill % 2 == 0 ? null : folder.File("data/log.db"));
            lives.Add((from, TimeProvider.System.GetUtcNow()));
        }

        await enough.CancelAsync();
        await sending;
        await using var survivor = await GatewayProcess.StartAsync(configuration, apiPort);
        await EveryNumberIsStoredAsync(survivor, publisher);
        await EveryLifeLeftModbusReadingsAsync(survivor, lives);
        await NothingWasDamagedAsync(survivor, folder);
    }

    /// <summary>
    /// A commit takes a few milliseconds, so a kill seldom falls between an acknowledgement given too early and its commit. With a log that
    /// stands still before the kill it always does.
    /// </summary>
    /// <param name="stalled">The database that takes no write from now on; null = none.</param>
    private static async Task KillAsync(GatewayProcess gateway, int afterMs, string? stalled)
    {
        await using var writer = stalled is null ? null : new SqliteConnection($"Data Source={stalled};Pooling=False");
        if (writer is not null)
        {
            await writer.OpenAsync();
            writer.BeginTransaction(deferred: false);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(afterMs), TimeProvider.System);
        await gateway.KillAsync();
    }

    /// <summary>Kills only a gateway that is taking messages in: its newest number is beyond what the one before had.</summary>
    private static async Task<double> WaitForProgressAsync(GatewayProcess gateway, double before)
    {
        var value = before;
        await Eventually.TrueAsync(
            async () => (value = await gateway.ValueAsync(FullLoad.Point)) > before,
            120,
            () => $"{FullLoad.Point} rises above {before}. The gateway printed:\n{gateway.Output}");
        return value;
    }

    /// <summary>After every restart each device is polled again and alarms go off.</summary>
    private static async Task WaitForModbusAndAlarmsAsync(GatewayProcess gateway)
    {
        List<string> silent = [];
        await Eventually.TrueAsync(
            async () => (silent = await SilentAsync(gateway)).Count == 0 && (await gateway.GetAsync("/api/v1/warnings?limit=1")).AsArray().Count > 0,
            120,
            () => $"every Modbus point is read and an alarm goes off; silent: {string.Join(", ", silent)}. The gateway printed:\n{gateway.Output}");
    }

    private static async Task<List<string>> SilentAsync(GatewayProcess gateway) =>
    [
        .. (await gateway.GetAsync("/api/v1/points")).AsArray().Where(point => point!["quality"]!.GetValue<string>() != "good")
            .Select(point => point!["id"]!.GetValue<string>()),
    ];

    private static async Task EveryNumberIsStoredAsync(GatewayProcess gateway, NumberedPublisher publisher)
    {
        var expected = publisher.Sent;
        var to = publisher.TimeOf(expected + 1);
        await Eventually.TrueAsync(
            async () => await gateway.ValueAsync(FullLoad.Point) >= expected,
            240,
            () => $"number {expected} arrives. The gateway printed:\n{gateway.Output}");

        HashSet<double> stored = [];
        await Eventually.TrueAsync(
            async () => (stored = [.. await gateway.HistoryAsync(FullLoad.Point, publisher.TimeOf(0), to)]).Count >= expected,
            120,
            () => $"{expected} numbers stored; {stored.Count} are, missing for example {string.Join(", ", Missing(stored, expected).Take(10))}");
        Missing(stored, expected).ShouldBeEmpty();
    }

    /// <summary>What a kill takes is at most the readings of the last moment, never those of a whole life.</summary>
    private static async Task EveryLifeLeftModbusReadingsAsync(GatewayProcess gateway, List<(DateTimeOffset From, DateTimeOffset To)> lives)
    {
        var times = new List<DateTimeOffset>();
        for (var device = 0; device < FullLoad.Devices; device++)
        {
            times.AddRange(await gateway.HistoryTimesAsync(FullLoad.AlarmingPoint(device), lives[0].From, lives[^1].To));
        }

        foreach (var (from, to) in lives)
        {
            times.Count(time => time >= from && time < to).ShouldBeGreaterThanOrEqualTo(FullLoad.Devices / 2, $"the life from {from:O} to {to:O}");
        }
    }

    /// <summary>A kill ends a process, not a disk: nothing is put aside, no gap is declared, and the log says nothing of trouble.</summary>
    private static async Task NothingWasDamagedAsync(GatewayProcess gateway, TemporaryFolder folder)
    {
        Directory.EnumerateFiles(folder.File("data")).Select(Path.GetFileName).ShouldAllBe(name => !name!.Contains("damaged"));
        var health = await gateway.GetAsync("/api/v1/health");
        health["log"]!["trouble"]?.GetValue<string>().ShouldBeNull();
        health["queues"]!.AsArray().Sum(queue => queue!["dropped"]!.GetValue<long>()).ShouldBe(0, health["queues"]!.ToJsonString());
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
}
