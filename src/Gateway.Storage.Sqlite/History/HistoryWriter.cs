using Gateway.Pipeline.Ports;

namespace Gateway.Storage.Sqlite.History;

/// <summary>
/// Brings entries from the log into the buffer and from there into the file. One user at a time; the owner serialises.
/// </summary>
internal sealed class HistoryWriter(HistoryDatabase database, SqliteHistoryOptions options, IDurableLog log, HistoryBuffer buffer, HistoryFigures figures)
{
    /// <summary>Name of the history's cursor in the log; the one that counts lies in the history itself.</summary>
    public const string ReaderName = "history";

    private const int BytesAtOnce = 256 << 10;

    private readonly HistoryFlush _flush = new(database, options);
    private long _flushed = database.Meta.Get(HistoryMeta.Cursor);
    private long _position = database.Meta.Get(HistoryMeta.Cursor);

    /// <summary>Last log entry that is in the buffer or the file.</summary>
    public long Position => _position;

    /// <summary>True when the log is another one than the cursor was made for: then it is read from its start.</summary>
    /// <param name="opening">
    /// Before the log is appended to an empty one counts as replaced too; later it would be too late, for it may have grown past the cursor.
    /// </param>
    public bool StartOverIfLogWasReplaced(bool opening = false)
    {
        if (_position <= log.LastSequence || (log.LastSequence == 0 && !opening))
        {
            return false;
        }

        (_position, _flushed) = (0, 0);
        return true;
    }

    /// <summary>Reads up to an entry, flushing on the way whenever the buffer is full.</summary>
    public void CatchUp(long upTo, CancellationToken cancellation)
    {
        while (_position < upTo)
        {
            cancellation.ThrowIfCancellationRequested();
            if (buffer.Count >= options.FlushReadings)
            {
                // Before reading more: while the file takes nothing the buffer must not grow.
                Flush();
            }

            var entries = log.ReadAfter(_position, BytesAtOnce);
            if (entries.Count == 0)
            {
                return;
            }

            foreach (var entry in entries)
            {
                buffer.Add(entry);
                _position = entry.Sequence;
            }
        }
    }

    public void Flush()
    {
        if (_position == _flushed)
        {
            return;
        }

        _flush.Run(buffer, _position);
        figures.Flushed(buffer.Count);
        buffer.Clear();
        _flushed = _position;
        log.SetCursor(ReaderName, _flushed);
    }
}
