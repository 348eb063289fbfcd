using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Log;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>Counters of the durable log. Any thread.</summary>
public sealed class LogFigures
{
    private readonly SqliteDurableLog _log;
    private long _readings;
    private long _commits;

    internal LogFigures(SqliteDurableLog log) => _log = log;

    /// <summary>Readings committed since the start.</summary>
    public long Readings => Volatile.Read(ref _readings);

    /// <summary>Transactions committed since the start.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>Readings let go of before every reader had them.</summary>
    public long LostReadings => _log.Upkeep.LostReadings;

    /// <summary>The last gap: of readings let go of, or of entries found unreadable; null when there was none since the start.</summary>
    public GapRecord? LastGap => _log.LastGap;

    /// <summary>Rows found with a wrong checksum.</summary>
    public long DamagedRows => _log.DamagedRows;

    /// <summary>The log as a queue, in bytes of the file; dropped are entries let go of, read or not.</summary>
    public BufferFigures Buffer => new("log", _log.UsedBytes, _log.MaxBytes, _log.LastSequence, _log.LastSequence - _log.FirstSequence, _log.Upkeep.TrimmedEntries);

    internal void Appended(IReadOnlyList<ReadingBatch> batches)
    {
        var readings = 0L;
        for (var i = 0; i < batches.Count; i++)
        {
            readings += batches[i].Count;
        }

        _readings += readings;
        _commits++;
    }
}
