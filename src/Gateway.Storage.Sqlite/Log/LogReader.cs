using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>One reading connection with its statement. Used by one reader at a time.</summary>
internal sealed class LogReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _after;
    private readonly Statement _transitions;
    private readonly Statement _events;

    public LogReader(string path)
    {
        _connection = SqliteFile.OpenForReading(path);
        _after = new Statement(_connection, "SELECT sequence,time,kind,crc,payload,readings FROM entry WHERE sequence>?1 AND sequence<=?2 ORDER BY sequence");
        _transitions = new Statement(_connection, "SELECT sequence,time,kind,crc,payload,readings FROM entry WHERE kind=2 AND time>=?1");
        _events = new Statement(
            _connection, "SELECT sequence,time,kind,crc,payload,readings FROM entry INDEXED BY entry_event WHERE sequence>?1 AND sequence<=?2 AND kind<>1 AND kind<>7 ORDER BY sequence");
    }

    /// <summary>Entries in (after, upTo] until <paramref name="maxBytes"/> of payload; a row with a wrong checksum comes as a gap.</summary>
    public List<LogEntry> Read(long after, long upTo, int maxBytes, ref long damagedRows) => Read(_after, after, upTo, maxBytes, ref damagedRows);

    /// <summary>The same without readings and marks of judging.</summary>
    public List<LogEntry> ReadEvents(long after, long upTo, int maxBytes, ref long damagedRows) => Read(_events, after, upTo, maxBytes, ref damagedRows);

    /// <summary>Transitions committed at or after a time, in their order; damaged rows are left out.</summary>
    public List<LogEntry> Transitions(long since)
    {
        var entries = new List<LogEntry>();
        var damaged = 0L;
        try
        {
            _transitions.Bind(1, since);
            while (_transitions.Step())
            {
                entries.Add(Current(_transitions, ref damaged));
            }
        }
        finally
        {
            _transitions.Reset();
        }

        return [.. entries.Where(entry => entry.Kind == LogEntryKind.Transition).OrderBy(entry => entry.Sequence)];
    }

    public void Dispose()
    {
        _events.Dispose();
        _transitions.Dispose();
        _after.Dispose();
        _connection.Dispose();
    }

    private static List<LogEntry> Read(Statement rows, long after, long upTo, int maxBytes, ref long damagedRows)
    {
        var entries = new List<LogEntry>();
        var (bytes, last) = (0, after);
        try
        {
            rows.Bind(1, after).Bind(2, upTo);
            while (bytes < maxBytes && rows.Step())
            {
                var entry = Current(rows, ref damagedRows);
                if (entry.Sequence <= last)
                {
                    // A damaged tree may lead back: whoever reads on from there would never end.
                    throw new SqliteException($"Entry {entry.Sequence} stands behind entry {last}.", SqliteErrors.Corrupt);
                }

                last = entry.Sequence;
                bytes += entry.Payload.Length;
                entries.Add(entry);
            }
        }
        finally
        {
            rows.Reset();
        }

        return entries;
    }

    private static LogEntry Current(Statement row, ref long damagedRows)
    {
        var payload = row.Blob(4).ToArray();
        var (sequence, time) = (row.Int64(0), row.Int64(1));
        if (EntryCheck.Fits(row.Int64(3), sequence, time, row.Int64(2), row.Int64(5), payload))
        {
            return new LogEntry(sequence, time, (LogEntryKind)row.Int64(2), payload);
        }

        damagedRows++;
        var gap = new GapRecord
        {
            Reason = GapReason.Damage, FromTime = time, ToTime = time, Readings = GapRecord.Unknown, Entries = 1,
            FromSequence = sequence, ToSequence = sequence,
        };
        return new LogEntry(sequence, time, LogEntryKind.Gap, GapCodec.Encode(gap));
    }
}
