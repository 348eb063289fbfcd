using Gateway.Core.Alarms;
using Gateway.Core.Warnings;
using Gateway.Edge.Composition;
using Gateway.Edge.Health;
using Gateway.Edge.Tests.Configuration;
using Gateway.Pipeline.Faults;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Health;

public sealed class FaultWatchTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_damaged_log_is_told_through_the_log_channel_stands_over_a_restart_and_ends_when_a_person_has_seen_it()
    {
        using var folder = new ConfigurationFolder();
        Damage(folder, options => options.Storage.LogPath(folder.Path));
        var told = new KeptLines();
        await using (var first = await StartAsync(folder, ConfigurationFolder.Sound, told))
        {
            await UntilAsync(() => told.Any("Gateway.Warnings", "gateway.log went from None to Yellow", "记录可能缺失", "what was recorded may be missing"));
            await UntilAsync(() => first.Log.LoadAlarms().Any(alarm => alarm.AlarmId == "gateway.log/damaged"));
            first.Pipeline.FaultTier.ShouldBe(WarningTier.Yellow);
            Warnings(first.Log).ShouldHaveSingleItem().Point.Id.ShouldBe("gateway.log");
        }

        await using var second = await StartAsync(folder, ConfigurationFolder.Sound, NullLoggerFactory.Instance);
        (await second.Pipeline.GetAlarmsAsync(CancellationToken.None)).ShouldHaveSingleItem().State.ShouldBe(AlarmState.Unacknowledged);
        (await second.Pipeline.AcknowledgeAsync("gateway.log/damaged", "li", "seen", CancellationToken.None)).ShouldBe(CommandResult.Done);
        (await second.Pipeline.GetAlarmsAsync(CancellationToken.None)).ShouldBeEmpty();
        await UntilAsync(() => Warnings(second.Log) is [_, { To: WarningTier.None }]);
        second.Pipeline.FaultTier.ShouldBe(WarningTier.None);
    }

    [Fact]
    public async Task A_damaged_history_reaches_an_mqtt_subscriber_as_a_yellow_warning()
    {
        using var folder = new ConfigurationFolder();
        using var scratch = new TemporaryFolder();
        Damage(folder, options => options.Storage.HistoryPath(folder.Path));
        var port = FreePort.Next();
        await File.WriteAllLinesAsync(scratch.File("mosquitto.conf"), ["user root", $"listener {port} 127.0.0.1", "allow_anonymous true"]);
        await using var broker = PeerProcess.Start("mosquitto", "-c", scratch.File("mosquitto.conf"));
        await broker.WaitForPortAsync(port);
        await using var listener = PeerProcess.Start("stdbuf", "-oL", "mosquitto_sub", "-p", $"{port}", "-t", "gateway/#", "-v", "-d");
        await listener.WaitForOutputAsync("SUBACK");
        var json = ConfigurationFolder.Sound.Replace("\"host\": \"127.0.0.1\", \"port\": 1}]}", $"\"host\": \"127.0.0.1\", \"port\": {port}}}]}}", StringComparison.Ordinal)
            .Replace("\"reload\":", "\"notifications\": {\"mqtt\": [{\"connection\": \"c1\"}]}, \"reload\":", StringComparison.Ordinal);

        await using var runtime = await StartAsync(folder, json, NullLoggerFactory.Instance);

        await listener.WaitForOutputAsync("gateway.store");
        await listener.WaitForOutputAsync("yellow");
    }

    [Fact]
    public async Task A_full_log_that_loses_readings_raises_one_alarm_with_its_reason()
    {
        using var folder = new ConfigurationFolder();
        var told = new KeptLines();
        var json = ConfigurationFolder.Sound.Replace("\"reload\":", "\"storage\": {\"log\": {\"maxBytes\": 1048576}}, \"reload\":", StringComparison.Ordinal);
        await using var runtime = await StartAsync(folder, json, told);
        var random = new Random(1);
        runtime.Log.SetCursor("influx", 0);
        for (var i = 0; i < 200; i++)
        {
            var batch = runtime.Pipeline.Rent(0);
            for (var n = 0; n < 500; n++)
            {
                batch.Add(new(0, random.NextDouble(), batch.ReceivedTime + n, Core.Measurements.Quality.Good));
            }

            await runtime.Pipeline.WriteAsync(batch, CancellationToken.None);
        }

        await UntilAsync(() => told.Any("Gateway.Warnings", "gateway.readings went from None to Yellow", "日志已达容量上限", "the log reached its size limit"));
        runtime.Pipeline.Holds(GatewayFault.ReadingsLost).ShouldBeTrue();
        told.Count("Gateway.Warnings", "gateway.readings").ShouldBe(1);
    }

    [Fact]
    public async Task A_history_that_is_not_written_for_ten_minutes_is_told_with_the_time_since_when()
    {
        using var folder = new ConfigurationFolder();
        var told = new KeptLines();
        var time = new ManualTimeProvider();
        var options = folder.Load(ConfigurationFolder.Sound).Options!;
        Directory.CreateDirectory(options.Storage.HistoryPath(folder.Path));
        await using var runtime = new EdgeRuntime(options, folder.Source, time, told);
        runtime.Pipeline.Start();
        var watch = new FaultWatch(runtime, time, NullLogger<FaultWatch>.Instance);
        var since = time.GetUtcNow();

        time.Advance(FaultWatch.StandsAfter - TimeSpan.FromSeconds(1));
        await watch.LookAsync();
        runtime.Pipeline.Holds(GatewayFault.StoreStands).ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await watch.LookAsync();
        await watch.LookAsync();

        await UntilAsync(() => told.Any("Gateway.Warnings", "gateway.storeWriting went from None to Yellow", $"{since:yyyy-MM-dd HH:mm:ss}Z"));
        told.Count("Gateway.Warnings", "gateway.storeWriting").ShouldBe(1);
    }

    private static void Damage(ConfigurationFolder folder, Func<Edge.Configuration.EdgeOptions, string> file)
    {
        var path = file(folder.Load(ConfigurationFolder.Sound).Options!);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, new string('x', 8192));
    }

    private static async Task<EdgeRuntime> StartAsync(ConfigurationFolder folder, string json, ILoggerFactory loggers)
    {
        var loaded = folder.Load(json);
        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        var runtime = new EdgeRuntime(loaded.Options!, folder.Source, TimeProvider.System, loggers);
        await runtime.StartAsync();
        return runtime;
    }

    private static List<WarningEvent> Warnings(IDurableLog log) =>
        [.. log.ReadAfter(0, 64 * 1024 * 1024).Where(e => e.Kind == LogEntryKind.Warning).Select(e => LogCodec.DecodeWarning(e.Payload.Span))];

    private static async Task UntilAsync(Func<bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(s_deadline);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
