using System.Globalization;
using System.Text;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Edge.Commands;
using Gateway.Edge.Composition;
using Gateway.Edge.Tests.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Replay;

/// <summary>What a live run decided, decided again from its log. The readings, the clock and the threads of the live run are real.</summary>
public sealed class LiveReplayTests
{
    private const int Points = 6;

    [Fact]
    public async Task A_replay_of_the_log_gives_byte_for_byte_what_the_live_run_recorded()
    {
        using var folder = new ConfigurationFolder();
        await RunAsync(folder, seed: 1, rounds: 150);
        await ReplayIsTheSameAsync(folder, least: 50);
    }

    [Fact]
    public async Task Restarts_in_between_change_nothing()
    {
        using var folder = new ConfigurationFolder();
        for (var run = 0; run < 4; run++)
        {
            await RunAsync(folder, seed: 10 + run, rounds: 40);
        }

        await ReplayIsTheSameAsync(folder, least: 50);
    }

    [Fact]
    public async Task A_kill_in_between_changes_nothing()
    {
        using var folder = new ConfigurationFolder();
        for (var run = 0; run < 3; run++)
        {
            await RunAsync(folder, seed: 20 + run, rounds: 40, killed: true);
        }

        await RunAsync(folder, seed: 30, rounds: 40);
        await ReplayIsTheSameAsync(folder, least: 50);
    }

    private static async Task ReplayIsTheSameAsync(ConfigurationFolder folder, int least)
    {
        var error = new StringWriter(CultureInfo.InvariantCulture);
        var (mine, live) = (Path.Combine(folder.Path, "replay.jsonl"), Path.Combine(folder.Path, "live.jsonl"));
        var code = await GatewayCommand.RunAsync(
            ["replay", "--config", folder.Source.File, "--log", "--output", mine, "--recorded", live, "--lang", "en"],
            new() { Error = error, Output = TextWriter.Null }, CancellationToken.None);
        File.ReadAllText(mine).ShouldBe(File.ReadAllText(live));
        error.ToString().ShouldContain("Byte for byte");
        code.ShouldBe(0);
        File.ReadAllLines(mine).Length.ShouldBeGreaterThan(least);
    }

    private static async Task RunAsync(ConfigurationFolder folder, int seed, int rounds, bool killed = false)
    {
        var loaded = folder.Load(Json());
        loaded.Errors.Items.Select(item => item.ToString()).ShouldBeEmpty();
        await using var runtime = new EdgeRuntime(loaded.Options!, folder.Source, TimeProvider.System, NullLoggerFactory.Instance);
        await runtime.StartAsync();
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            await FeedAsync(runtime, random);
            await CommandAsync(runtime, random);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 15)), TimeProvider.System);
        }

        if (killed)
        {
            // What is on the disk at this moment is all that the next run will find.
            var left = Path.Combine(folder.Path, "left");
            CopyFolder(runtime.DataFolder, left);
            await runtime.StopAsync();
            Directory.Delete(runtime.DataFolder, recursive: true);
            Directory.Move(left, runtime.DataFolder);
        }
    }

    // Points of several sources whose clocks lag and jump, values around the limits, bad quality, silence.
    private static async Task FeedAsync(EdgeRuntime runtime, Random random)
    {
        var batch = runtime.Pipeline.Rent(random.Next(3));
        var now = TimeProvider.System.GetUtcNow().UtcTicks;
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var late = random.Next(10) == 0 ? random.Next(200) * TimeSpan.TicksPerMillisecond : 0;
            var quality = random.Next(8) == 0 ? Quality.CommunicationFailure : random.Next(10) == 0 ? Quality.Uncertain : Quality.Good;
            batch.Add(new Reading(random.Next(Points - 1), random.Next(100), now - late, quality));
        }

        await runtime.Pipeline.WriteAsync(batch, CancellationToken.None);
    }

    private static async Task CommandAsync(EdgeRuntime runtime, Random random)
    {
        var id = $"p{random.Next(Points)}/{(random.Next(2) == 0 ? "red-high" : "blue-high")}";
        AlarmCommand? command = random.Next(12) switch
        {
            0 or 1 => new AlarmCommand(AlarmEvent.AcknowledgedByPerson, id, "operator", "seen"),
            2 => new AlarmCommand(AlarmEvent.ResetByPerson, id, "operator", "checked"),
            3 => new AlarmCommand(
                AlarmEvent.ShelvedByPerson, id, "operator", "work on the line", "officer",
                TimeProvider.System.GetUtcNow().UtcTicks + (random.Next(20, 120) * TimeSpan.TicksPerMillisecond)),
            4 => new AlarmCommand(AlarmEvent.UnshelvedByPerson, id, "operator", "done"),
            _ => null,
        };
        if (command is not null)
        {
            await runtime.Pipeline.CommandAsync(command, CancellationToken.None);
        }
    }

    private static string Json()
    {
        var points = new StringBuilder();
        for (var i = 0; i < Points; i++)
        {
            points.Append(CultureInfo.InvariantCulture, $$$"""
                {{{(i == 0 ? "" : ",")}}}{"id":"p{{{i}}}","nameZh":"点{{{i}}}","nameEn":"Point {{{i}}}","unit":"%","family":"tank",
                 "mqtt":{"connection":"c","topic":"t/{{{i}}}","path":"v"},
                 "judgement":{"limits":[
                   {"tier":"blue","high":40,"deadband":5,"onDelay":"00:00:00.030","offDelay":"00:00:00.050"},
                   {"tier":"red","high":80,"deadband":5,"offDelay":"00:00:00.020","latch":true}],
                  "staleAfter":"00:00:01","offlineAfter":"00:00:00.200","sensorFaultDelay":"00:00:00"}}
                """);
        }

        return $$$"""
            {"site":{"id":"replay","name":{"zh":"回放","en":"Replay"}},"api":{"port":0},"logging":{"folder":null},
             "mqtt":{"connections":[{"id":"c","host":"127.0.0.1","port":1}]},
             "points":[{{{points}}}]}
            """;
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);

        // The mark first: it is never ahead of the log then.
        foreach (var file in Directory.GetFiles(from, "log.db*").OrderByDescending(name => name.EndsWith("-mark", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
