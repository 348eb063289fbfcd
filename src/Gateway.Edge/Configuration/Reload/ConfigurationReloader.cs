using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Edge.Api;
using Gateway.Edge.Composition;
using Gateway.Rules.Json;

namespace Gateway.Edge.Configuration.Reload;

/// <summary>Takes over a changed configuration while running; a bad one changes nothing and says why. Thread-safe.</summary>
public sealed partial class ConfigurationReloader : IDisposable
{
    private readonly EdgeRuntime _runtime;
    private readonly ConfigurationSource _source;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile IReadOnlyList<string> _files;
    private volatile ReloadView _last;

    public ConfigurationReloader(EdgeRuntime runtime, ConfigurationSource source, IReadOnlyList<string> files, TimeProvider time, ILogger<ConfigurationReloader> logger)
    {
        (_runtime, _source, _files, _time, _logger) = (runtime, source, files, time, logger);
        _last = new ReloadView(1, time.GetUtcNow(), Accepted: true, [], []);
    }

    /// <summary>What the last attempt came to.</summary>
    public ReloadView Last => _last;

    public async Task<ReloadView> ReloadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return _last = await TakeOverAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Looks at the files now and then and takes over what changed, until cancelled.</summary>
    public async Task WatchAsync(TimeSpan period, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(period, _time);
        var seen = Fingerprint();
        var settling = seen;
        while (await timer.WaitForNextTickAsync(stopping))
        {
            var now = Fingerprint();
            if (now != seen && now == settling)
            {
                // Unchanged for a whole period: whoever writes it has finished.
                await ReloadAsync(stopping);
                now = seen = Fingerprint();
            }

            settling = now;
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<ReloadView> TakeOverAsync(CancellationToken cancellation)
    {
        var loaded = ConfigurationLoader.Load(_source);
        if (loaded.Options is not { } options)
        {
            LogRefused(loaded.Errors.Items.Count, loaded.Errors.Items[0].Path, loaded.Errors.Items[0].Allowed.En);
            var first = loaded.Errors.Items[0];
            _runtime.Events.Record("reloadRefused", new LocalizedText(
                $"新配置有 {loaded.Errors.Items.Count} 处错误，未采用；首处 {first.Path}：{first.Allowed.Zh}",
                $"the changed configuration has {loaded.Errors.Items.Count} errors and was not taken over; the first is at {first.Path}: {first.Allowed.En}"));
            return new ReloadView(
                _last.Generation, _time.GetUtcNow(), Accepted: false,
                [.. loaded.Errors.Items.Select(error => new ErrorView(error.Path, error.Found, error.Allowed))], []);
        }

        _files = loaded.Files;
        var fixedParts = NeedsRestart(_runtime.Options, options);
        var changes = await _runtime.ApplyAsync(options, cancellation);
        LogAccepted(_last.Generation + 1, changes.Count);
        return new ReloadView(_last.Generation + 1, _time.GetUtcNow(), Accepted: true, [], [.. changes, .. fixedParts]);
    }

    /// <summary>Sections that only a restart can change; told, so that nobody believes otherwise.</summary>
    private static IEnumerable<string> NeedsRestart(EdgeOptions before, EdgeOptions after)
    {
        foreach (var (name, left, right) in new (string, object?, object?)[]
        {
            ("storage", before.Storage, after.Storage), ("api", before.Api, after.Api), ("logging", before.Logging, after.Logging),
            ("reload", before.Reload, after.Reload), ("site", before.Site, after.Site),
            ("influx", Text(before.Influx), Text(after.Influx)), ("uplink", Text(before.Uplink), Text(after.Uplink)), ("notifications", Text(before.Notifications), Text(after.Notifications)),
        })
        {
            if (!Equals(left, right))
            {
                yield return $"{name}: takes effect after a restart / 重启后生效";
            }
        }
    }

    // Lists compare by reference; as written they compare by what they hold.
    private static string Text<T>(T section) => JsonSerializer.Serialize(section, StrictJson.Options);

    private string Fingerprint() => string.Join('|', _files.Select(file =>
    {
        var info = new FileInfo(file);
        return info.Exists ? $"{file}:{info.LastWriteTimeUtc.Ticks}:{info.Length}" : $"{file}:-";
    }));

    [LoggerMessage(7010, LogLevel.Error, "The changed configuration has {Errors} errors and was not taken over; the first is at {Path}: {Allowed}.")]
    private partial void LogRefused(int errors, string path, string allowed);

    [LoggerMessage(7011, LogLevel.Information, "Configuration generation {Generation} is in force with {Changes} changes.")]
    private partial void LogAccepted(int generation, int changes);
}
