using System.Text;
using Gateway.Core.Alarms;
using Gateway.Edge.Composition;
using Gateway.Edge.Tests.Configuration;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Simulators.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Composition;

public sealed class RestartTests
{
    [Fact]
    public async Task An_alarm_whose_rule_is_gone_is_withdrawn_with_a_record()
    {
        await using var farm = new ModbusFarm(new ModbusFarmOptions(1, 0, 10, TimeSpan.FromMilliseconds(20)), TimeProvider.System);
        using var folder = new ConfigurationFolder();
        var sound = ConfigurationFolder.Sound.Replace("\"port\": 1},", $"\"port\": {farm.Alive[0]}}},", StringComparison.Ordinal)
            .Replace("\"address\": 0}", "\"address\": 3}", StringComparison.Ordinal);
        await using (var first = await StartAsync(folder, sound.Replace("\"high\": 50", "\"high\": 1", StringComparison.Ordinal)))
        {
            var start = TimeProvider.System.GetTimestamp();
            while (first.Log.LoadAlarms().All(alarm => alarm.AlarmId != "p1/red-high"))
            {
                TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }

        await using var second = await StartAsync(folder, sound.Replace("{\"tier\": \"red\", \"high\": 50}", "", StringComparison.Ordinal));

        second.Log.ReadAfter(0, 64 * 1024 * 1024).Where(entry => entry.Kind == LogEntryKind.Transition)
            .Select(entry => LogCodec.DecodeTransition(entry.Payload.Span))
            .ShouldContain(transition => transition.AlarmId == "p1/red-high" && transition.Event == AlarmEvent.RuleChanged);
        second.Log.LoadAlarms().ShouldNotContain(alarm => alarm.AlarmId == "p1/red-high" && alarm.State != AlarmState.Normal);
    }

    [Fact]
    public async Task A_damaged_log_is_told_by_a_system_event()
    {
        using var folder = new ConfigurationFolder();
        var options = folder.Load(ConfigurationFolder.Sound).Options!;
        var path = options.Storage.LogPath(folder.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, new string('x', 8192));

        await using var runtime = await StartAsync(folder, ConfigurationFolder.Sound);

        runtime.Log.StartReport.IsClean.ShouldBeFalse();
        var start = TimeProvider.System.GetTimestamp();
        while (!runtime.Log.ReadAfter(0, 1024 * 1024).Any(entry =>
            entry.Kind == LogEntryKind.System && Encoding.UTF8.GetString(entry.Payload.Span).Contains("logDamaged", StringComparison.Ordinal)))
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static async Task<EdgeRuntime> StartAsync(ConfigurationFolder folder, string json)
    {
        var loaded = folder.Load(json);
        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        var runtime = new EdgeRuntime(loaded.Options!, folder.Source, TimeProvider.System, NullLoggerFactory.Instance);
        await runtime.StartAsync();
        return runtime;
    }
}
