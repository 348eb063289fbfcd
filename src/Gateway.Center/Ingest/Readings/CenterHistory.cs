using Gateway.Center.Configuration;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb.History;
using Gateway.Storage.InfluxDb.Sink;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Storage.Sqlite.History;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Center.Ingest.Readings;

/// <summary>The readings of all sites: a durable log and the stores that follow it, the same as in a gateway. Point ids are those of <see cref="Sites.SitePoint.HistoryIdOf"/>.</summary>
public sealed class CenterHistory : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly InfluxClient? _client;
    private readonly SqliteHistory _embedded;
    private Task _running = Task.CompletedTask;
    private int _disposed;

    public CenterHistory(CenterOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var folder = Path.GetFullPath(options.Storage.Folder);
        Log = new SqliteDurableLog(Path.Combine(folder, "readings.db"), options.Link.Log, Points, time, loggers.CreateLogger<SqliteDurableLog>());
        _embedded = new SqliteHistory(Path.Combine(folder, "history.db"), options.Link.History, Log, Log.FindPoint, time, loggers.CreateLogger<SqliteHistory>());
        Stores = [_embedded];
        if (options.Influx is { } influx)
        {
            _client = new InfluxClient(influx, time);
            Sink = new InfluxSink(influx, Log, Log.FindPoint, Points, _client, time, loggers.CreateLogger<InfluxSink>());
            Stores = [_embedded, new InfluxHistory(influx, _client)];
        }

        Store = options.Link.ReadInflux ? Stores[^1] : _embedded;
    }

    /// <summary>What queries are answered from.</summary>
    public IHistoryStore Store { get; }

    /// <summary>All stores that are written.</summary>
    public IReadOnlyList<IHistoryStore> Stores { get; }

    /// <summary>Trouble with InfluxDB in words; null when there is none, or none is configured.</summary>
    public string? InfluxTrouble => Sink?.Trouble;

    internal CenterPoints Points { get; } = new();

    internal SqliteDurableLog Log { get; }

    internal InfluxSink? Sink { get; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log.RetireReaders(Sink is null ? ["history"] : ["history", InfluxSink.Reader]);
        var history = Task.Run(() => _embedded.RunAsync(_end.Token), CancellationToken.None);
        _running = Sink is { } sink ? Task.WhenAll(history, Task.Run(() => sink.RunAsync(_end.Token), CancellationToken.None)) : history;
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await StopAsync(CancellationToken.None);
        await _embedded.DisposeAsync();
        await Log.DisposeAsync();
        _client?.Dispose();
        _end.Dispose();
    }
}
