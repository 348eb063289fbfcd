namespace Gateway.Storage.Sqlite.Log;

/// <summary>How much the durable log may hold before it lets go of the oldest entries.</summary>
public sealed record SqliteLogOptions
{
    /// <summary>Smallest <see cref="MaxBytes"/> that makes sense: 1 MiB.</summary>
    public const long LeastBytes = 1 << 20;

    /// <summary>Most bytes of the database file in use; the write-ahead log beside it adds at most 32 MiB. Default 2 GiB.</summary>
    public long MaxBytes { get; init; } = 2L << 30;

    /// <summary>How far before and after a change of alarm state readings are frozen: they outlive all others and go only before the records. Default 10 min; 0 (nothing is frozen) to 24 h.</summary>
    public TimeSpan AlarmWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Readings older than this are let go, read or not, except those around alarms. Default 30 days; at least 1 minute.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Transitions, warnings, gap and system records, and the readings around alarms, older than this are let go. Default 1095 days; not below <see cref="MaxAge"/>.</summary>
    public TimeSpan MaxRecordAge { get; init; } = TimeSpan.FromDays(1095);

    /// <summary>Files up to this size get SQLite's structural check at start (about 1 s per GiB from cache). Default 256 MiB; 0 = never.</summary>
    public long CheckedBytes { get; init; } = 256L << 20;

    /// <summary>For tests of a full disk: most pages of the file; 0 = no limit.</summary>
    internal long MaxPages { get; init; }
}
