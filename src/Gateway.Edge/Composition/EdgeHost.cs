using System.Net.Sockets;
using System.Runtime;
using Gateway.Core.Measurements;
using Gateway.Edge.Api;
using Gateway.Edge.Api.Access;
using Gateway.Edge.Configuration;
using Gateway.Edge.Configuration.Reload;
using Gateway.Edge.Health;
using Gateway.Edge.Ledger;
using Gateway.Edge.Uplink.Options;
using Gateway.Hosting.Logging;
using Gateway.Hosting.Telemetry;
using Gateway.Pipeline.Health;
using Gateway.Pipeline.Security;
using Serilog;

namespace Gateway.Edge.Composition;

/// <summary>The process around the running gateway: logs, the local API, the watcher, start and stop.</summary>
public sealed partial class EdgeHost : IAsyncDisposable
{
    /// <summary>
    /// Threads the pool starts with. The readers of the durable log and SQLite block a thread each while they wait for the disk. With two
    /// cores the pool would start with two threads and add others one by one, and a warning would wait behind them.
    /// </summary>
    public const int LeastThreads = 4;

    // The unit kills after 60 s; what hangs must be named in the log before that.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    private readonly WebApplication _web;
    private readonly TimeProvider _time;
    private readonly EdgeRuntime _runtime;
    private readonly ConfigurationReloader _reloader;
    private readonly MetricsText _metrics;
    private readonly EdgeMetrics _own;
    private readonly ProcessMetrics _process = new();
    private readonly TelemetryExport? _telemetry;
    private readonly DataFolderLock _lock;
    private readonly TimeSpan _longestStop;
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _watching = new();
    private Task _watcher = Task.CompletedTask;

    /// <param name="longestStop">After this a part that does not stop is left alone. Default 20 s.</param>
    /// <exception cref="EdgeStartException">Another gateway has the data folder.</exception>
    public EdgeHost(LoadedConfiguration loaded, ConfigurationSource source, TimeProvider time, TimeSpan? longestStop = null)
        : this(loaded, source, time, new LateOptions(), longestStop)
    {
    }

    internal EdgeHost(LoadedConfiguration loaded, ConfigurationSource source, TimeProvider time, LateOptions late, TimeSpan? longestStop = null)
    {
        var options = loaded.Options ?? throw new ArgumentException("The configuration has errors.", nameof(loaded));
        (_time, _longestStop) = (time, longestStop ?? LongestStop);
        _lock = DataFolderLock.Take(source.Resolve(options.Storage.Folder));
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, LeastThreads), completions);
        _metrics = new MetricsText();
        // The slim builder would read appsettings.json beside the configuration and watch the whole folder for changes: every write of the log would wake it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = source.Folder });
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(LogSetup.Create(options.Logging, options.Logging.Folder is { } logs ? source.Resolve(logs) : null, "gateway"), dispose: true);
        ApiServer.Configure(builder, options.Api, error => LogCertificate(_web!.Logger, error));
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestAnswer);
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi();
        _web = builder.Build();
        var loggers = _web.Services.GetRequiredService<ILoggerFactory>();
        _runtime = new EdgeRuntime(options, source, time, loggers) { Late = late };
        _own = new EdgeMetrics(_runtime, time);
        _telemetry = TelemetryExport.Start(options.Telemetry, Identity(options));
        _reloader = new ConfigurationReloader(_runtime, source, loaded.Files, time, loggers.CreateLogger<ConfigurationReloader>());
        var parts = new ApiParts(new AlarmBook(_runtime), new SiteStanding(_runtime, time), _runtime.Traffic, _runtime.Limits);
        View = new SiteView(_runtime, _reloader, parts.Alarms, time);
        _web.UseExceptionHandler();
        _web.UseStatusCodePages();
        var gate = new ApiGate(options.Api, new ApiTokenFile(_runtime.DataFolder), _runtime.Events, time, loggers.CreateLogger<ApiGate>());
        _web.Use(async (context, next) =>
        {
            ApiServer.SetHeaders(context.Response.Headers);
            await _running.Task.WaitAsync(context.RequestAborted);
            await gate.InvokeAsync(context, () => next(context));
        });
        _web.MapOpenApi();
        ApiEndpoints.Map(_web, View, parts, _metrics, time);
        OfferEndpoints.Map(_web.MapGroup("/api/v1/offers"), _runtime, source);
        LateAlarmsEndpoint.Map(_web, _runtime.Log.ReadTransitions, time);
    }

    public ISiteView View { get; }

    internal EdgeRuntime Runtime => _runtime;

    /// <summary>Where the API listens, once started.</summary>
    public string Address => _web.Urls.First();

    /// <summary>Completes when SIGTERM, SIGINT or <see cref="StopAsync"/> ends the process.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _web.WaitForShutdownAsync(cancellation);

    /// <summary>
    /// Takes the port of the API first: when that fails nothing has been started. Questions that come before the rest runs wait for it.
    /// </summary>
    /// <exception cref="EdgeStartException">The API cannot listen.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await ListenAsync(cancellation);
        TestItself();
        await Rehearsal.RunAsync(_runtime.Options.Site.Id, _time);

        // Nothing is read yet, so the pause is nobody's: what reading the configuration left behind goes back to the box once and for all.
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await _runtime.StartAsync();
        _running.SetResult();
        if (_runtime.Options.Reload.Watch)
        {
            _watcher = WatchAsync();
        }

        if (_lock.Trouble is { } trouble)
        {
            LogNoDataFolder(_web.Logger, _runtime.DataFolder, trouble);
        }

        LogStarted(_web.Logger, _runtime.Options.Site.Id, _runtime.Points.Count, Address);
    }

    /// <summary>Reads the configuration again as soon as all runs; returns at once. What became of it stands in the log and in the API.</summary>
    public void RequestReload() => _ = Task.Run(async () =>
    {
        await _running.Task;
        if (!_watching.IsCancellationRequested)
        {
            await _reloader.ReloadAsync(_watching.Token);
        }
    });

    /// <summary>Completes when the stage that judges has answered: then readings go through.</summary>
    public Task AnswerAsync(CancellationToken cancellation) => _runtime.Pipeline.AskAsync(_ => true, cancellation);

    /// <summary>Ends within the stop limit and a few seconds, also when a part hangs.</summary>
    public async Task StopAsync()
    {
        try
        {
            await Task.Run(StopPartsAsync).WaitAsync(_longestStop, _time);
            if (_running.Task.IsCompleted)
            {
                LogStopped(_web.Logger, _runtime.Options.Site.Id);
            }
        }
        catch (TimeoutException)
        {
            LogStopTooLong(_web.Logger, _longestStop.TotalSeconds);
        }

        await _web.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _web.DisposeAsync();
        _reloader.Dispose();
        _telemetry?.Dispose();
        _metrics.Dispose();
        _own.Dispose();
        _process.Dispose();
        _watching.Dispose();
        _lock.Dispose();
    }

    private void TestItself()
    {
        var report = SelfTest.Run(_runtime, Address, _time.GetUtcNow());
        _runtime.SelfTest = report;
        foreach (var file in SelfTest.SecretFiles(_runtime.Options).Where(OwnerOnly.IsOpen))
        {
            LogOpenSecret(_web.Logger, file);
        }

        if (report.IsGood)
        {
            LogSelfTest(_web.Logger, report.Line);
        }
        else
        {
            LogSelfTestFailed(_web.Logger, report.Line);
        }
    }

    private static TelemetryIdentity Identity(EdgeOptions options)
    {
        var edge = options.Uplink?.Edge ?? new UplinkOptions().Edge;
        return new("gateway", ProductVersion.Text, $"{options.Site.Id}/{edge}")
        {
            Attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["gateway.site"] = options.Site.Id, ["gateway.edge"] = edge },
        };
    }

    private async Task StopPartsAsync()
    {
        await _watching.CancelAsync();
        await _watcher;
        await _runtime.StopAsync();
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        try
        {
            await _web.StartAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            var api = _runtime.Options.Api;
            throw new EdgeStartException(
                new LocalizedText(
                    $"本地接口无法监听 {api.Address}:{api.Port}（{error.Message}）；请停止占用该端口的程序，或修改 api.address、api.port",
                    $"the API cannot listen on {api.Address}:{api.Port} ({error.Message}); stop the program that uses the port, or change api.address or api.port"),
                error);
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            await _reloader.WatchAsync(TimeSpan.FromMilliseconds(_runtime.Options.Reload.PollMs), _watching.Token);
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
        catch (Exception exception)
        {
            LogWatcherFailed(_web.Logger, exception);
        }
    }

    [LoggerMessage(7000, LogLevel.Information, "Gateway of site {Site} is running with {Points} points; the API is at {Address}.")]
    private static partial void LogStarted(Microsoft.Extensions.Logging.ILogger logger, string site, int points, string address);

    [LoggerMessage(7006, LogLevel.Information, "Self-test at start: {Items}")]
    private static partial void LogSelfTest(Microsoft.Extensions.Logging.ILogger logger, string items);

    [LoggerMessage(7007, LogLevel.Error, "Self-test at start, not all is in order: {Items}")]
    private static partial void LogSelfTestFailed(Microsoft.Extensions.Logging.ILogger logger, string items);

    [LoggerMessage(7008, LogLevel.Warning, "{File} holds a secret and every user of this machine can read it: chmod o-rwx, and think of changing what is in it.")]
    private static partial void LogOpenSecret(Microsoft.Extensions.Logging.ILogger logger, string file);

    [LoggerMessage(7002, LogLevel.Information, "Gateway of site {Site} has stopped in order.")]
    private static partial void LogStopped(Microsoft.Extensions.Logging.ILogger logger, string site);

    [LoggerMessage(7003, LogLevel.Error, "The configuration files are no longer watched; reload by the API.")]
    private static partial void LogWatcherFailed(Microsoft.Extensions.Logging.ILogger logger, Exception exception);

    [LoggerMessage(7005, LogLevel.Critical, "The data folder {Folder} cannot be written ({Trouble}); warnings go out, but nothing is stored.")]
    private static partial void LogNoDataFolder(Microsoft.Extensions.Logging.ILogger logger, string folder, string trouble);

    [LoggerMessage(7121, LogLevel.Error, "The changed certificate of the API cannot be used; the former one stays.")]
    private static partial void LogCertificate(Microsoft.Extensions.Logging.ILogger logger, Exception error);

    [LoggerMessage(7004, LogLevel.Critical, "Stopping took more than {Seconds} s and is given up; what was not committed is lost.")]
    private static partial void LogStopTooLong(Microsoft.Extensions.Logging.ILogger logger, double seconds);
}
