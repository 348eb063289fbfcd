namespace Gateway.Storage.Sqlite.History;

/// <summary>Counters of the embedded history since the start. Written by whoever has the turn, read by any thread.</summary>
public sealed class HistoryFigures
{
    private readonly string _path;
    private long _flushedReadings;
    private long _flushes;
    private long _compactedHours;
    private long _expiredRows;
    private long _failingSince;
    private string? _lastError;

    internal HistoryFigures(string path) => _path = path;

    /// <summary>Readings written to the file.</summary>
    public long FlushedReadings => Volatile.Read(ref _flushedReadings);

    /// <summary>Transactions that wrote readings.</summary>
    public long Flushes => Volatile.Read(ref _flushes);

    /// <summary>Hours of a point whose roll-ups were worked out.</summary>
    public long CompactedHours => Volatile.Read(ref _compactedHours);

    /// <summary>Rows deleted because they were older than their resolution is kept.</summary>
    public long ExpiredRows => Volatile.Read(ref _expiredRows);

    /// <summary>Since when nothing can be written, UTC ticks; 0 while it works.</summary>
    public long FailingSince => Volatile.Read(ref _failingSince);

    /// <summary>What went wrong last; null when nothing did since the start.</summary>
    public string? LastError => Volatile.Read(ref _lastError);

    /// <summary>Bytes of the file and its write-ahead log on the disk; 0 when it cannot be read.</summary>
    public long SizeBytes => Length(_path) + Length(_path + "-wal");

    internal void Flushed(int readings)
    {
        _flushedReadings += readings;
        _flushes++;
    }

    internal void Compacted(int hours) => _compactedHours += hours;

    internal void Expired(int rows) => _expiredRows += rows;

    internal void Failed(string error, long now)
    {
        Volatile.Write(ref _lastError, error);
        if (_failingSince == 0)
        {
            Volatile.Write(ref _failingSince, now);
        }
    }

    internal void Worked() => Volatile.Write(ref _failingSince, 0);

    private static long Length(string path)
    {
        try
        {
            return File.Exists(path) ? new FileInfo(path).Length : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
