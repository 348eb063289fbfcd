using System.Text;
using Gateway.Core.Alarms;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// The durable log in one SQLite file. Opening never fails: a damaged file is put aside and salvaged, a file that cannot be
/// opened at all is tried again at each append. Thread-safe; what writes is serialised inside.
/// </summary>
public sealed partial class SqliteDurableLog : IDurableLog
{
    private readonly Lock _gate = new();
    private readonly CommitSignal _signal = new();
    private readonly string _path;
    private readonly LogOpening _opening;
    private readonly SqliteLogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LogMark _mark;
    private readonly LogUpkeep _upkeep;
    private readonly LogMetrics _metrics;
    private volatile LogStore? _store;
    private long _first;
    private long _damagedRows;
    private bool _isOpened;
    private bool _disposed;

    /// <param name="path">Full path of the database file; its folder is created.</param>
    /// <param name="points">Names the points whose indexes the batches carry.</param>
    public SqliteDurableLog(string path, SqliteLogOptions options, IPointDirectory points, TimeProvider time, ILogger<SqliteDurableLog> logger)
    {
        (_path, _options, _time, _logger) = (path, options, time, logger);
        _opening = new LogOpening(path, options, points, time);
        _mark = new LogMark(path);
        _upkeep = new LogUpkeep(options, time, logger);
        Figures = new LogFigures(this);
        _metrics = new LogMetrics(Figures);
        StartReport = Opened();
    }

    /// <summary>What was found at start.</summary>
    public LogStartReport StartReport { get; }

    /// <summary>The last repair since the start; null when the file was never found damaged while running.</summary>
    public LogStartReport? LastRepair { get; private set; }

    /// <summary>Counters for metrics and the health page.</summary>
    public LogFigures Figures { get; }

    public long LastSequence => _signal.Last;

    public long FirstSequence => Volatile.Read(ref _first);

    internal LogUpkeep Upkeep => _upkeep;

    internal long DamagedRows => Volatile.Read(ref _damagedRows);

    internal GapRecord? LastGap => _upkeep.LastGap;

    internal long UsedBytes => Volatile.Read(ref _upkeep.UsedBytes);

    internal long MaxBytes => _options.MaxBytes;

    public void Append(IReadOnlyList<ReadingBatch> batches)
    {
        Write(store => store.Append(batches, _time.GetUtcNow().UtcTicks));
        Figures.Appended(batches);
    }

    public void AppendEvent(LogEvent logEvent) =>
        Write(store => store.AppendEvent(logEvent.Kind, Encoding.UTF8.GetBytes(logEvent.Json), _time.GetUtcNow().UtcTicks));

    public ValueTask WaitForAsync(long sequence, CancellationToken cancellation) => _signal.WaitForAsync(sequence, cancellation);

    /// <inheritdoc/>
    /// <exception cref="DurableLogException">The file cannot be read now.</exception>
    public IReadOnlyList<LogEntry> ReadAfter(long sequence, int maxBytes)
    {
        var store = _store;
        if (store is null || sequence >= LastSequence)
        {
            return [];
        }

        try
        {
            return ReadFrom(store, sequence, maxBytes);
        }
        catch (Exception error) when (error is SqliteException or ObjectDisposedException)
        {
            return ReadAgain(store, error, sequence, maxBytes);
        }
    }

    /// <summary>Alarm transitions committed at or after a time (UTC ticks, our clock), in the order of the log. What cannot be read is left out.</summary>
    /// <exception cref="DurableLogException">The file cannot be read now.</exception>
    public IReadOnlyList<AlarmTransition> ReadTransitions(long since)
    {
        try
        {
            return _store is { } store ? [.. store.Transitions(since).Select(Decoded).OfType<AlarmTransition>()] : [];
        }
        catch (Exception error) when (error is SqliteException or ObjectDisposedException)
        {
            throw new DurableLogException($"The transitions of the log could not be read: {error.Message}", error);
        }
    }

    public long GetCursor(string reader) => _store?.Cursors.Get(reader) ?? 0;

    public void SetCursor(string reader, long sequence) => Write(store => store.Cursors.Set(reader, sequence), appends: false);

    /// <summary>Forgets the cursors of readers that the configuration no longer has, so that they hold nothing back.</summary>
    public void RetireReaders(IReadOnlyCollection<string> keep) => Write(
        store =>
        {
            foreach (var reader in store.Cursors.Readers.Except(keep).ToList())
            {
                store.Cursors.Remove(reader);
            }
        },
        appends: false);

    /// <summary>The present state of every alarm that ever changed; what evaluation starts from.</summary>
    public IReadOnlyList<AlarmRecord> LoadAlarms()
    {
        lock (_gate)
        {
            return _store?.LoadAlarms() ?? [];
        }
    }

    /// <summary>What judging remembered last; null when there is none, or it is damaged.</summary>
    public JudgingState? LoadJudging()
    {
        lock (_gate)
        {
            try
            {
                return _store?.LoadJudging();
            }
            catch (SqliteException error)
            {
                LogJudgingLost(error);
                return null;
            }
        }
    }

    /// <summary>The point id behind a durable number in a payload; null when it is unknown (0, or lost by damage). Any thread.</summary>
    public string? FindPoint(int durableNumber) => _store?.Points.Find(durableNumber);

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
            _store?.Dispose();
            _store = null;
            _mark.Dispose();
        }

        _metrics.Dispose();
        _signal.Close();
        return ValueTask.CompletedTask;
    }

    private static AlarmTransition? Decoded(LogEntry entry)
    {
        try
        {
            return LogCodec.DecodeTransition(entry.Payload.Span);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private List<LogEntry> ReadFrom(LogStore store, long sequence, int maxBytes)
    {
        var damaged = 0L;
        var entries = store.Read(sequence, LastSequence, maxBytes, ref damaged);
        if (damaged > 0)
        {
            Interlocked.Add(ref _damagedRows, damaged);
            _upkeep.LastGap = entries.Where(e => e.Kind == LogEntryKind.Gap).Select(e => GapCodec.Decode(e.Payload.Span)).LastOrDefault(g => g?.Reason == GapReason.Damage);
            LogDamagedRows(damaged, entries[0].Sequence, entries[^1].Sequence);
        }

        return entries;
    }
}
