using System.Net;
using Gateway.Edge.Api;
using Gateway.Edge.Configuration;
using Gateway.Edge.Configuration.Reload;
using Gateway.Edge.Health;
using Serilog;

namespace Gateway.Edge.Composition;

/// <summary>The process around the running gateway: logs, the local API, the watcher, start and stop.</summary>
public sealed partial class EdgeHost : IAsyncDisposable
{
    // A service manager kills after 90 s; what hangs must be named in the log before that.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    // The readers of the durable log and SQLite block a thread each while they wait for the disk. With two cores the pool would start
    // with two threads and add others one by one, and a warning would wait behind them.
    public const int LeastThreads = 8;

    private readonly WebApplication _web;
    private readonly TimeProvider _time;
    private readonly EdgeRuntime _runtime;
    private readonly ConfigurationReloader _reloader;
    private readonly MetricsText _metrics;
    private readonly EdgeMetrics _own;
    private readonly CancellationTokenSource _watching = new();
    private Task _watcher = Task.CompletedTask;

    public EdgeHost(LoadedConfiguration loaded, ConfigurationSource source, TimeProvider time)
    {
        var options = loaded.Options ?? throw new ArgumentException("The configuration has errors.", nameof(loaded));
        _time = time;
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, LeastThreads), completions);
        _metrics = new MetricsText();
        // The slim builder would read appsettings.json beside the configuration and watch the whole folder for changes: every write of the log would wake it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = source.Folder });
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(LoggingSetup.Create(options.Logging, source), dispose: true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Listen(IPAddress.Parse(options.Api.Address), options.Api.Port);
        });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi();
        _web = builder.Build();
        var loggers = _web.Services.GetRequiredService<ILoggerFactory>();
        _runtime = new EdgeRuntime(options, source, time, loggers);
        _own = new EdgeMetrics(_runtime);
        _reloader = new ConfigurationReloader(_runtime, source, loaded.Files, time, loggers.CreateLogger<ConfigurationReloader>());
        View = new SiteView(_runtime, _reloader, time);
        _web.UseExceptionHandler();
        _web.UseStatusCodePages();
        _web.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        _web.MapOpenApi();
        ApiEndpoints.Map(_web, View, _metrics, time);
    }

    public ISiteView View { get; }

    /// <summary>Where the API listens, once started.</summary>
    public string Address => _web.Urls.First();

    /// <summary>Completes when SIGTERM, SIGINT or <see cref="StopAsync"/> ends the process.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _web.WaitForShutdownAsync(cancellation);

    public async Task StartAsync(CancellationToken cancellation)
    {
        await _runtime.StartAsync();
        await _web.StartAsync(cancellation);
        if (_runtime.Options.Reload.Watch)
        {
            _watcher = WatchAsync();
        }

        LogStarted(_web.Logger, _runtime.Options.Site.Id, _runtime.Points.Count, Address);
    }

    public async Task StopAsync()
    {
        await _watching.CancelAsync();
        await _watcher;
        try
        {
            await _runtime.StopAsync().WaitAsync(LongestStop, _time);
        }
        catch (TimeoutException)
        {
            LogStopTooLong(_web.Logger, LongestStop.TotalSeconds);
        }

        await _web.StopAsync();
        LogStopped(_web.Logger, _runtime.Options.Site.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _web.DisposeAsync();
        _reloader.Dispose();
        _metrics.Dispose();
        _own.Dispose();
        _watching.Dispose();
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

    [LoggerMessage(7002, LogLevel.Information, "Gateway of site {Site} has stopped in order.")]
    private static partial void LogStopped(Microsoft.Extensions.Logging.ILogger logger, string site);

    [LoggerMessage(7003, LogLevel.Error, "The configuration files are no longer watched; reload by the API.")]
    private static partial void LogWatcherFailed(Microsoft.Extensions.Logging.ILogger logger, Exception exception);

    [LoggerMessage(7004, LogLevel.Critical, "Stopping took more than {Seconds} s and is given up; what was not committed is lost.")]
    private static partial void LogStopTooLong(Microsoft.Extensions.Logging.ILogger logger, double seconds);
}
