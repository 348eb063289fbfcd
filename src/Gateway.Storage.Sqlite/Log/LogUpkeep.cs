using Gateway.Pipeline.Log;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>Keeps the log within its size and age, a little after each append, so that no append ever waits for a large clean-up.</summary>
internal sealed partial class LogUpkeep(SqliteLogOptions options, TimeProvider time, ILogger logger)
{
    private const long LeastRound = 256 << 10;
    private const long MostRound = 8 << 20;
    private const int MostRounds = 8;
    private static readonly TimeSpan AgeBeat = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AgeKept = TimeSpan.FromMinutes(10);

    public long UsedBytes;
    private readonly ILogger _logger = logger;
    private long _trimmedEntries;
    private long _lostReadings;
    private AgeClock? _ageClock;
    private long _lastAgeCheck;
    private long _lastTold;
    private GapRecord? _lastGap;

    /// <summary>Entries let go of, read or not.</summary>
    public long TrimmedEntries => Volatile.Read(ref _trimmedEntries);

    /// <summary>Readings let go of before the slowest reader had them.</summary>
    public long LostReadings => Volatile.Read(ref _lostReadings);

    public GapRecord? LastGap
    {
        get => Volatile.Read(ref _lastGap);
        set => Volatile.Write(ref _lastGap, value);
    }

    /// <summary>Never throws: what could not be trimmed now is trimmed after the next append.</summary>
    public void AfterAppend(LogStore store)
    {
        try
        {
            KeepSize(store);
            KeepAge(store);
        }
        catch (SqliteException error)
        {
            LogUpkeepFailed(error);
        }
    }

    /// <summary>The file or disk is full: frees a part of the oldest readings, so that new data has somewhere to go.</summary>
    public void MakeRoom(LogStore store)
    {
        var bytes = Math.Clamp(store.Trimmer.UsedBytes / 32, LeastRound, MostRound);
        Free(store, bytes, GapReason.DiskFull);
    }

    private void KeepSize(LogStore store)
    {
        var used = store.Trimmer.UsedBytes;
        if (used > options.MaxBytes)
        {
            Free(store, Math.Clamp(used - options.MaxBytes + LeastRound, LeastRound, MostRound), GapReason.Size);
            used = store.Trimmer.UsedBytes;
        }

        Volatile.Write(ref UsedBytes, used);
    }

    private void KeepAge(LogStore store)
    {
        if (_lastAgeCheck != 0 && time.GetElapsedTime(_lastAgeCheck) < AgeBeat)
        {
            return;
        }

        _lastAgeCheck = time.GetTimestamp();
        _ageClock ??= new AgeClock(time, store.Age);
        var (now, age) = (time.GetUtcNow().UtcTicks, _ageClock.Now());
        if (Math.Abs(age - store.Age) >= AgeKept.Ticks)
        {
            store.KeepAge(age);
        }

        Round(store, (trimmer, newest) => trimmer.ExpireReadings(age - options.MaxAge.Ticks, MostRound, newest), GapReason.Age, now);
        Round(store, (trimmer, newest) => trimmer.ExpireAnything(age - options.MaxRecordAge.Ticks, MostRound, newest), GapReason.Age, now);
    }

    private void Free(LogStore store, long bytes, GapReason reason)
    {
        var now = time.GetUtcNow().UtcTicks;
        // A round ends where readings are kept around an alarm, and may be short.
        var enough = store.Trimmer.UsedBytes - (bytes / 2);
        for (var i = 0; i < MostRounds && store.Trimmer.UsedBytes > enough; i++)
        {
            if (Round(store, (trimmer, newest) => trimmer.FreeReadings(bytes, newest), reason, now))
            {
                continue;
            }

            // Not after a round that removed something: the gap record it wrote would be the next to go.
            if (i == 0)
            {
                FreeLast(store, bytes, reason, now);
            }

            return;
        }
    }

    /// <summary>No readings are left but those around alarms: they go, and when they are gone too, the records.</summary>
    private void FreeLast(LogStore store, long bytes, GapReason reason, long now)
    {
        if (!Round(store, (trimmer, newest) => trimmer.FreeFrozenReadings(bytes, newest), reason, now))
        {
            Round(store, (trimmer, newest) => trimmer.FreeAnything(bytes, newest), reason, now);
        }
    }

    private bool Round(LogStore store, Func<LogTrimmer, long, TrimmedRange?> round, GapReason reason, long now)
    {
        var gap = store.Trim(round, reason, now, out var removed);
        _trimmedEntries += removed?.Entries ?? 0;
        if (gap is not null)
        {
            _lostReadings += gap.Readings;
            LastGap = gap;
            Tell(gap);
        }

        return removed is not null;
    }

    private void Tell(GapRecord gap)
    {
        if (_lastTold == 0 || time.GetElapsedTime(_lastTold) >= TimeSpan.FromMinutes(1))
        {
            _lastTold = time.GetTimestamp();
            LogGap(gap.Readings, gap.FromSequence, gap.ToSequence, gap.Reason, string.Join(", ", gap.Readers), _lostReadings);
        }
    }

    [LoggerMessage(4010, LogLevel.Warning, "The log let go of {Readings} readings (entries {From} to {To}, reason {Reason}) that {Readers} had not read; {Total} since the start. Told at most once a minute.")]
    private partial void LogGap(long readings, long from, long to, GapReason reason, string readers, long total);

    [LoggerMessage(4011, LogLevel.Warning, "The log could not be trimmed now; it is tried again after the next append.")]
    private partial void LogUpkeepFailed(Exception error);
}
