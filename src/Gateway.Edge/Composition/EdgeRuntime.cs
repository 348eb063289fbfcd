using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Traffic;
using Gateway.Edge.Configuration;
using Gateway.Edge.Configuration.Rules;
using Gateway.Edge.Files;
using Gateway.Edge.Health;
using Gateway.Edge.Identity;
using Gateway.Edge.Ledger;
using Gateway.Edge.Limits;
using Gateway.Edge.Traffic;
using Gateway.Edge.Uplink;
using Gateway.Edge.Uplink.Commands;
using Gateway.Hosting.Health;
using Gateway.Notifications.Sounder;
using Gateway.Notifications.Webhook;
using Gateway.Pipeline;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb.History;
using Gateway.Storage.InfluxDb.Sink;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Storage.Sqlite.History;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Composition;

/// <summary>
/// The running gateway: drivers, pipeline, log and the readers of the log, put together in one place. Start, apply and stop are
/// called by one task at a time.
/// </summary>
public sealed partial class EdgeRuntime : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly SourceTable _sources = new();
    private readonly CancellationTokenSource _readers = new();
    private readonly List<Task> _reading = [];
    private readonly InfluxClient? _influxClient;
    private readonly HttpClient _http = new(WebhookWarningChannel.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly IReadOnlyList<IWarningChannel> _channels;
    private readonly ILogger _logger;
    private readonly FaultWatch _watch;
    private readonly ILoggerFactory _loggers;
    private volatile IReadOnlyList<PointPlan> _plan;
    private readonly CancellationTokenSource _watchEnds = new();
    private readonly CancellationTokenSource _lateEnds = new();
    private Task _lateWork = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private readonly SemaphoreSlim _planning = new(1, 1);
    private readonly bool _limitsLeft;
    private int _stopped;

    /// <param name="options">Validated.</param>
    public EdgeRuntime(EdgeOptions options, ConfigurationSource source, TimeProvider time, ILoggerFactory loggers)
    {
        (_time, Options, _loggers) = (time, options, loggers);
        DataFolder = source.Resolve(options.Storage.Folder);
        Points.Apply(options.Points, options.Compiled.Subjects);
        Log = new SqliteDurableLog(options.Storage.LogPath(source.Folder), options.Storage.Log, Points, time, loggers.CreateLogger<SqliteDurableLog>());
        History = new SqliteHistory(options.Storage.HistoryPath(source.Folder), options.Storage.History, Log, Log.FindPoint, time, loggers.CreateLogger<SqliteHistory>());
        _logger = loggers.CreateLogger<EdgeRuntime>();
        Events = new SystemEvents(Log, loggers.CreateLogger<SystemEvents>());
        Limits = new LimitKeeper(
            DataFolder, Points.Find, id => Options.Compiled.Of(id), () => SitePlan.EvaluatorOf(Options).Shelving, ReplanAsync, Events, time);
        _limitsLeft = Limits.Load();
        Traffic = new TrafficFeed(Log, TrafficOf(options), DataFolder, time);
        _channels = [Recent, .. WarningChannels.Create(options, () => Drivers!, _http, time, loggers)];
        _plan = PlanOf(options);
        Pipeline = new GatewayPipeline(
            new PipelineOptions { Evaluator = SitePlan.EvaluatorOf(options) }, _plan, Log, _channels, time, loggers, new FoldingFiles(DataFolder));
        Drivers = new DriverHost(Pipeline, _sources, time, loggers);
        if (options.Influx is { } influx)
        {
            _influxClient = new InfluxClient(influx, time);
            Influx = new InfluxSink(influx, Log, Log.FindPoint, Points, _influxClient, time, loggers.CreateLogger<InfluxSink>());
            Histories = [History, new InfluxHistory(influx, _influxClient)];
        }
        else
        {
            Histories = [History];
        }

        (Offers, Uplink) = UplinkAssembly.Create(this, () => _plan, source, time, loggers);
        _watch = new FaultWatch(this, time, loggers.CreateLogger<FaultWatch>());
    }

    /// <summary>The configuration in force.</summary>
    public EdgeOptions Options { get; private set; }

    public string DataFolder { get; }

    /// <summary>What was found at start; null before that.</summary>
    public SelfTestReport? SelfTest { get; internal set; }

    public PointTable Points { get; } = new();

    public RecentWarnings Recent { get; } = new();

    public SqliteDurableLog Log { get; }

    /// <summary>Limits that people have changed for a time.</summary>
    public LimitKeeper Limits { get; }

    /// <summary>How much the alarms ask of people.</summary>
    public TrafficFeed Traffic { get; }

    /// <summary>Writes what happens to the gateway itself.</summary>
    public SystemEvents Events { get; }

    public IReadOnlyList<SounderWarningChannel> Sounders => [.. _channels.OfType<SounderWarningChannel>()];

    public SqliteHistory History { get; }

    public GatewayPipeline Pipeline { get; }

    public DriverHost Drivers { get; }

    public InfluxSink? Influx { get; }

    /// <summary>The link to the warning center; null when none is configured.</summary>
    internal UplinkService? Uplink { get; }

    /// <summary>Rule packs the center offered.</summary>
    internal PackOffers Offers { get; }

    public IReadOnlyList<IHistoryStore> Histories { get; }

    /// <summary>When and how far late data are judged again; before <see cref="StartAsync"/>.</summary>
    internal LateOptions Late { get; init; } = new();

    public async Task StartAsync()
    {
        ReportLog();
        RetireReaders();
        var now = _time.GetUtcNow().UtcTicks;
        var alarms = Log.LoadAlarms();
        var orphans = Pipeline.Restore(alarms, evaluator => JudgingMemory.TakeUp(evaluator, Log, Points, _logger));
        OrphanAlarms.Withdraw(orphans, Pipeline, Log, now);
        var standing = SounderRestore.EventsOf(alarms.Except(orphans), Points, now);
        Pipeline.Start();
        if (_limitsLeft)
        {
            // The plan has them already; this says in the log that what follows is not judged by the rules as written.
            await ReplanAsync(CancellationToken.None);
        }

        _reading.Add(Task.Run(() => History.RunAsync(_readers.Token)));
        if (Influx is { } influx)
        {
            _reading.Add(Task.Run(() => influx.RunAsync(_readers.Token)));
        }

        if (Uplink is { } uplink)
        {
            _reading.Add(Task.Run(() => uplink.RunAsync(_readers.Token)));
        }

        _reading.Add(Task.Run(() => new IdentityRenewal(Options.Uplink, Events, _time, _loggers.CreateLogger<IdentityRenewal>()).RunAsync(_readers.Token)));
        await Drivers.ApplyAsync(DriverPlan.Of(Options, Points));
        _lateWork = LateServiceOf().RunAsync(_lateEnds.Token);
        _reading.Add(Task.Run(() => SounderRestore.RunAsync(Sounders, standing, _time, _readers.Token)));
        _reading.Add(Task.Run(() => Limits.RunAsync(_readers.Token)));
        _reading.Add(Task.Run(() => Traffic.RunAsync(_readers.Token)));
        _watching = Task.Run(() => _watch.RunAsync(_watchEnds.Token));
    }

    /// <summary>Takes a new configuration: state of unchanged points stays, unchanged drivers run on.</summary>
    /// <returns>What was done, a line each.</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(EdgeOptions options, CancellationToken cancellation)
    {
        var before = Points.All.Select(point => point.Id).ToHashSet();
        var after = options.Points.Select(point => point.Id).ToHashSet();
        await PlanAsync(options, cancellation);
        var drivers = await Drivers.ApplyAsync(DriverPlan.Of(options, Points));
        return
        [
            .. drivers,
            .. after.Except(before).Select(id => $"point {id}: added"),
            .. before.Except(after).Select(id => $"point {id}: removed"),
        ];
    }

    /// <summary>Drivers finish what is in flight, the pipeline drains, the log commits, the history writes; in that order. Idempotent.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _watchEnds.CancelAsync();
        await _watching;
        await _lateEnds.CancelAsync();
        await _lateWork;
        await Drivers.StopAllAsync();
        await Pipeline.StopAsync();
        await _readers.CancelAsync();
        await Task.WhenAll(_reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Pipeline.DisposeAsync();
        if (Uplink is { } uplink)
        {
            await uplink.DisposeAsync();
        }

        await History.DisposeAsync();
        await Log.DisposeAsync();
        _influxClient?.Dispose();
        Limits.Dispose();
        _planning.Dispose();
        _http.Dispose();
        _readers.Dispose();
        _watchEnds.Dispose();
        _lateEnds.Dispose();
    }

    /// <summary>Bytes free on the disk of the data folder; null when nobody can tell.</summary>
    public long? DiskFree()
    {
        try
        {
            return new DriveInfo(DataFolder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private void ReportLog()
    {
        if (Log.StartReport is { IsClean: false } report)
        {
            LogDamaged(report.Text.En);
        }
    }

    // The cursor of a channel that was taken out would hold back the trimming of the log for ever.
    private void RetireReaders()
    {
        try
        {
            Log.RetireReaders(
            [
                "history", "influx", LateService.ReaderName, .. Uplink is null ? [] : UplinkService.Readers,
                .. _channels.Select(channel => channel.Path == WarningPath.Live ? $"{channel.Name}.missed" : channel.Name),
            ]);
        }
        catch (DurableLogException error)
        {
            LogNotRetired(error);
        }
    }

    [LoggerMessage(7030, LogLevel.Critical, "The durable log was not found in order at start: {Report}")]
    private partial void LogDamaged(string report);

    [LoggerMessage(7031, LogLevel.Warning, "Old readers of the durable log could not be retired; the next start tries again.")]
    private partial void LogNotRetired(Exception error);

    private LateService LateServiceOf() => new(
        Log, new LateWatch(Log.FindPoint), () => new LedgerRun(History, Log.ReadTransitions, Log.LoadAlarms, SitePlan.EvaluatorOf(Options), Late),
        () => _plan, Pipeline.EnterAsync, Late, _time, _loggers.CreateLogger<LateService>());

    private IReadOnlyList<PointPlan> PlanOf(EdgeOptions options)
    {
        var keys = DriverPlan.KeysByPoint(options);
        return SitePlan.Of(options, Points, id => _sources.IndexOf(keys[id]), Limits.Over);
    }

    private Task ReplanAsync(CancellationToken cancellation) => PlanAsync(null, cancellation);

    // A reload and a changed limit may come at once; each plan holds both.
    private async Task PlanAsync(EdgeOptions? changed, CancellationToken cancellation)
    {
        await _planning.WaitAsync(cancellation);
        try
        {
            var options = changed ?? Options;
            Points.Apply(options.Points, options.Compiled.Subjects);
            var plan = PlanOf(options);
            await Pipeline.ReplaceAsync(plan, cancellation);
            (_plan, Options) = (plan, options);
            Uplink?.Changed();
        }
        finally
        {
            _planning.Release();
        }
    }

    private static AlarmTrafficOptions TrafficOf(EdgeOptions options) =>
        SiteRules.ShiftsOf(options.Shifts) is { HasShifts: true } calendar ? new AlarmTrafficOptions { Calendar = calendar } : new AlarmTrafficOptions();
}
