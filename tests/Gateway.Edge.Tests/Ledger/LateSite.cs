using System.Globalization;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Ledger;
using Gateway.Edge.Tests.Configuration;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Ledger;

/// <summary>A running gateway of three gas points and a rule over two of them, whose readings the test hands in itself. Late data are judged after a third of a second.</summary>
internal sealed class LateSite : IAsyncDisposable
{
    public const string Json = """
        {"site":{"id":"late","name":{"zh":"迟到","en":"Late"}},"api":{"port":0},"logging":{"folder":null},"reload":{"watch":false},
         "mqtt":{"connections":[{"id":"c","host":"127.0.0.1","port":1}]},
         "rules":[{"id":"both","when":"[p1] >= 20 %LEL and [p2] >= 20 %LEL","tier":"orange",
           "name":{"zh":"两点同时升高","en":"both raised"}}],
         "points":[POINTS]}
        """;

    private readonly ConfigurationFolder _folder;
    private readonly bool _ownsFolder;

    private LateSite(ConfigurationFolder folder, bool ownsFolder, EdgeRuntime runtime) => (_folder, _ownsFolder, Runtime) = (folder, ownsFolder, runtime);

    public static LateOptions Fast { get; } = new()
    {
        Quiet = TimeSpan.FromMilliseconds(300), Beat = TimeSpan.FromMilliseconds(50), LookBack = TimeSpan.FromSeconds(1),
    };

    public EdgeRuntime Runtime { get; }

    public ConfigurationFolder Folder => _folder;

    public static string Points(string connection = "c") => string.Join(',', Enumerable.Range(0, 3).Select(i => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"id":"p{{{i}}}","nameZh":"点{{{i}}}","nameEn":"Point {{{i}}}","unit":"%LEL","family":"gas","quantity":"lel","range":[0,100],
         "mqtt":{"connection":"{{{connection}}}","topic":"t/{{{i}}}","path":"v","timePath":"ts","timeFormat":"unixMs","backlog":true},
         "judgement":{"limits":[{"tier":"yellow","high":25,"deadband":2,"offDelay":"00:00:20"},
           {"tier":"red","high":50,"deadband":2,"onDelay":"00:00:10","offDelay":"00:00:20","latch":true}]}}
        """)));

    public static string Configuration => Json.Replace("POINTS", Points(), StringComparison.Ordinal);

    /// <param name="prepare">Changes what no configuration can say.</param>
    /// <param name="folder">Of an earlier run; null for a new one, which goes with the site.</param>
    public static async Task<LateSite> StartAsync(ConfigurationFolder? folder = null, LateOptions? late = null, string? json = null, TimeProvider? time = null, Action<EdgeOptions>? prepare = null)
    {
        var own = folder ?? new ConfigurationFolder();
        var loaded = own.Load(json ?? Configuration);
        loaded.Errors.Items.Select(item => item.ToString()).ShouldBeEmpty();
        prepare?.Invoke(loaded.Options!);
        var runtime = new EdgeRuntime(loaded.Options!, own.Source, time ?? TimeProvider.System, NullLoggerFactory.Instance) { Late = late ?? Fast };
        await runtime.StartAsync();
        return new LateSite(own, folder is null, runtime);
    }

    /// <summary>Hands in readings of one message each.</summary>
    public async Task FeedAsync(params Reading[] readings)
    {
        foreach (var reading in readings)
        {
            var batch = Runtime.Pipeline.Rent(0);
            batch.Add(reading);
            await Runtime.Pipeline.WriteAsync(batch, CancellationToken.None);
        }
    }

    public IReadOnlyList<AlarmTransition> Transitions() => Runtime.Log.ReadTransitions(0);

    public IReadOnlyList<AlarmTransition> Entries() => [.. Transitions().Where(transition => !transition.Event.IsLive())];

    /// <summary>Event, alarm and seconds after a moment.</summary>
    public IReadOnlyList<string> Told(DateTimeOffset origin) =>
        [.. Entries().OrderBy(entry => entry.EventTime).ThenBy(entry => entry.AlarmId, StringComparer.Ordinal).Select(entry => string.Create(
            CultureInfo.InvariantCulture, $"{(entry.EventTime - origin.UtcTicks) / (double)TimeSpan.TicksPerSecond:0.###} {entry.Event} {entry.AlarmId}"))];

    public Task UntilEnteredAsync(int entries) => Eventually.TrueAsync(() => Entries().Count >= entries, 20);

    /// <summary>Long enough for late data to have been judged, were there any.</summary>
    public static Task SettleAsync() => Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

    public int Warnings() => Runtime.Log.ReadAfter(0, 64 << 20).Count(entry =>
        entry.Kind == LogEntryKind.Warning && LogCodec.DecodeWarning(entry.Payload.Span).Cause.Kind != Core.Conditions.ConditionKind.System);

    /// <summary>Ends as a power cut would: what is on the disk now is all that the next run finds.</summary>
    public async Task KillAsync()
    {
        var (data, left) = (Runtime.DataFolder, Path.Combine(_folder.Path, "left"));
        Directory.CreateDirectory(left);

        // The mark first: it is never ahead of the log then.
        foreach (var file in Directory.GetFiles(data, "log.db*").OrderByDescending(name => name.EndsWith("-mark", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(left, Path.GetFileName(file)), overwrite: true);
        }

        await Runtime.StopAsync();
        Directory.Delete(data, recursive: true);
        Directory.Move(left, data);
    }

    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }
}
