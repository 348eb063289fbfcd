using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gateway.Storage.Sqlite.History;

/// <summary>
/// The embedded history: raw values, minute and hour roll-ups in one SQLite file, read from the durable log. Opening never
/// fails. Thread-safe: queries and the writer take turns. A query first brings in what the log has, so that it answers for
/// everything committed before it was asked.
/// </summary>
public sealed partial class SqliteHistory : IHistoryStore, IAsyncDisposable
{
    private static readonly TimeSpan RetentionBeat = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HistoryOpening _opening;
    private readonly SqliteHistoryOptions _options;
    private readonly IDurableLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HistoryBuffer _buffer;
    private HistoryDatabase? _database;
    private HistoryWriter? _writer;
    private AgeClock? _ageClock;
    private DateTimeOffset _retentionDue;
    private int _disposed;
    private readonly HistoryMetrics _metrics;

    /// <param name="path">Full path of the database file; its folder is created.</param>
    /// <param name="pointIds">Point id behind the log's durable number, null when unknown: <c>SqliteDurableLog.FindPoint</c>.</param>
    public SqliteHistory(
        string path, SqliteHistoryOptions options, IDurableLog log, Func<int, string?> pointIds, TimeProvider time, ILogger<SqliteHistory> logger)
    {
        (_options, _log, _time, _logger) = (options, log, time, logger);
        _buffer = new HistoryBuffer(pointIds);
        _opening = new HistoryOpening(path, time);
        Figures = new HistoryFigures(path);
        Guard(Open);
        StartReport = LastRepair ?? new HistoryStartReport { Unavailable = _database is null ? Figures.LastError : null };
        LastRepair = null;
        _metrics = new HistoryMetrics(this);
    }

    public string Name => "sqlite";

    /// <summary>What was found at start.</summary>
    public HistoryStartReport StartReport { get; }

    /// <summary>The last repair since the start; null when the file was never found damaged while running.</summary>
    public HistoryStartReport? LastRepair { get; private set; }

    /// <summary>Counters for metrics and the health page.</summary>
    public HistoryFigures Figures { get; }

    /// <summary>Last log entry that the history has taken in.</summary>
    public long Position => _writer?.Position ?? 0;

    /// <summary>Readings in memory that are not in the file yet.</summary>
    internal int Buffered => _buffer.Count;

    /// <summary>Blobs and log entries that could not be read since the start, and readings of points that nobody knows.</summary>
    public long Unreadable =>
        _buffer.UnreadableEntries + _buffer.UnknownPoints + (_database is { } d ? d.Raw.DamagedBlobs + d.Rollups.DamagedBlobs : 0);

    /// <summary>
    /// Moves readings from the log to the file and keeps the retention, until cancelled; then writes once more. Never throws
    /// for trouble with the file: it is told in the log and tried again at the next beat.
    /// </summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_options.FlushInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await BeatAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping; what was read since the last beat is written now.
        }

        await BeatAsync(CancellationToken.None);
    }

    public async ValueTask<IReadOnlyList<HistorySample>> QueryAsync(
        string pointId, DateTimeOffset from, DateTimeOffset to, HistoryResolution resolution, int limit, CancellationToken cancellation)
    {
        var samples = await AskAsync(
            query => resolution == HistoryResolution.Raw
                ? query.Raw(pointId, from.UtcTicks, to.UtcTicks, limit).ConvertAll(ToSample)
                : query.Rollups(pointId, from.UtcTicks, to.UtcTicks, resolution, limit).ConvertAll(r => r.ToSample()),
            cancellation);
        return samples;
    }

    /// <summary>Values of a text point in [from, to), oldest first.</summary>
    public async ValueTask<IReadOnlyList<HistoryText>> QueryTextsAsync(
        string pointId, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellation)
    {
        var samples = await AskAsync(query => query.Raw(pointId, from.UtcTicks, to.UtcTicks, int.MaxValue), cancellation);
        return [.. samples.Where(s => s.Text is not null).Take(limit).Select(s => new HistoryText(s.Time, s.Text!, s.Quality))];
    }

    public async ValueTask DisposeAsync()
    {
        // A host may know it under two names and end it under both.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _turn.WaitAsync();
        _database?.Dispose();
        (_database, _writer) = (null, null);
        _metrics.Dispose();
        _turn.Dispose();
    }

    /// <summary>One round of the writer; public members call it on a beat, tests when they like.</summary>
    internal async Task BeatAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Guard(() => Beat(cancellation));
        }
        finally
        {
            _turn.Release();
        }
    }

    private static HistorySample ToSample(RawSample sample) => sample.IsFigure
        ? new HistorySample(sample.Time, sample.Value, sample.Value, sample.Value, 1, sample.Quality) { Flags = sample.Flags }
        : new HistorySample(sample.Time, double.NaN, double.NaN, double.NaN, 0, sample.Quality) { Flags = sample.Flags };

    private async Task<T> AskAsync<T>(Func<HistoryQuery, T> ask, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Guard(() => CatchUp(cancellation), proves: false);
            return Answer(ask);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Beat(CancellationToken cancellation)
    {
        CatchUp(cancellation);
        _writer!.Flush();
        var now = _time.GetUtcNow();
        var more = new HistoryCompactor(_database!, Figures).Run(now.UtcTicks);
        if (!more && now >= _retentionDue)
        {
            more = new HistoryRetention(_database!, _options, Figures).Run(_ageClock!.Now());
            _retentionDue = more ? now : now + RetentionBeat;
        }
    }

    private void CatchUp(CancellationToken cancellation)
    {
        if (_database is null)
        {
            Open();
        }

        if (_writer!.StartOverIfLogWasReplaced())
        {
            LogReplaced();
        }

        _writer.CatchUp(_log.LastSequence, cancellation);
    }

    private void Open()
    {
        var (database, damaged, salvaged) = _opening.Open();
        Use(database, damaged, salvaged);
    }

    private void Use(HistoryDatabase database, string? damaged, long salvaged)
    {
        _buffer.Clear();
        _database = database;
        _ageClock ??= new AgeClock(_time, database.Meta.Get(HistoryMeta.Age) is > 0 and var age ? age : ((database.Raw.NewestHour + 1) ?? 0) * HistoryTime.Hour);
        _writer = new HistoryWriter(database, _options, _log, _buffer, Figures);
        if (_writer.StartOverIfLogWasReplaced(opening: true))
        {
            LogReplaced();
        }

        if (damaged is not null)
        {
            LastRepair = new HistoryStartReport { DamagedFile = damaged, SalvagedRows = salvaged };
            LogRepaired(damaged, salvaged);
        }
    }
}
