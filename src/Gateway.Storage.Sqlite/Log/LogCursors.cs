using System.Collections.Concurrent;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// Where each reader stands. Written with <c>synchronous=NORMAL</c>: it outlives a kill of the process; after a power cut a
/// reader may find itself a little behind and reads some entries twice, which every reader must bear anyway.
/// </summary>
internal sealed class LogCursors : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly Statement _upsert;
    private readonly Statement _delete;
    private readonly Statement _relaxed;
    private readonly Statement _full;

    public LogCursors(SqliteConnection connection)
    {
        using var all = new Statement(connection, "SELECT reader,sequence,crc FROM cursor");
        while (all.Step())
        {
            // One that is damaged may lie beyond what its reader had: then it reads from the start, and gets some entries again.
            var (reader, sequence) = (all.Text(0), all.Int64(1));
            _positions[reader] = RowCheck.Fits(all, 2, sequence, reader) ? sequence : 0;
        }

        _upsert = new Statement(connection, "INSERT INTO cursor(reader,sequence,crc) VALUES(?1,?2,?3) ON CONFLICT(reader) DO UPDATE SET sequence=?2, crc=?3");
        _delete = new Statement(connection, "DELETE FROM cursor WHERE reader=?1");
        _relaxed = new Statement(connection, "PRAGMA synchronous=NORMAL");
        _full = new Statement(connection, "PRAGMA synchronous=FULL");
    }

    public IEnumerable<string> Readers => _positions.Keys;

    /// <summary>The position of the slowest reader; 0 when there is none, for then nothing has been read.</summary>
    public long Slowest => _positions.IsEmpty ? 0 : _positions.Values.Min();

    public long Get(string reader) => _positions.GetValueOrDefault(reader);

    public void Set(string reader, long sequence) => Write(() =>
    {
        _upsert.Bind(1, reader).Bind(2, sequence).Bind(3, RowCheck.Of(sequence, reader)).Run();
        _positions[reader] = sequence;
    });

    public void Remove(string reader) => Write(() =>
    {
        _delete.Bind(1, reader).Run();
        _positions.TryRemove(reader, out _);
    });

    /// <summary>The readers that have not read up to a sequence.</summary>
    public IReadOnlyList<string> Behind(long sequence) =>
        [.. _positions.Where(p => p.Value < sequence).Select(p => p.Key).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _upsert.Dispose();
        _delete.Dispose();
        _relaxed.Dispose();
        _full.Dispose();
    }

    private void Write(Action change)
    {
        _relaxed.Run();
        try
        {
            change();
        }
        finally
        {
            _full.Run();
        }
    }
}
