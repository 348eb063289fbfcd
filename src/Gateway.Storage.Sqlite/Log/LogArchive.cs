using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// A log that is only looked at: it may belong to a gateway that runs, and nothing in it is repaired, trimmed or moved. One thread.
/// </summary>
public sealed class LogArchive : IDisposable
{
    private readonly Dictionary<int, string> _points = [];
    private readonly LogReader _reader;
    private readonly long _last;
    private long _damaged;

    /// <param name="path">Full path of the database file.</param>
    /// <exception cref="DurableLogException">There is no such log, or it cannot be read.</exception>
    public LogArchive(string path)
    {
        try
        {
            using (var connection = SqliteFile.OpenForReading(path))
            using (var points = new Statement(connection, "SELECT number,id FROM point"))
            {
                while (points.Step())
                {
                    _points[(int)points.Int64(0)] = points.Text(1);
                }

                _last = SqliteFile.Scalar(connection, "SELECT max(sequence) FROM entry");
            }

            _reader = new LogReader(path);
        }
        catch (SqliteException error)
        {
            throw new DurableLogException($"The log {path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Entries with a wrong checksum met so far; each comes as a gap.</summary>
    public long DamagedEntries => _damaged;

    /// <summary>Newest entry when it was opened; what comes later is not shown.</summary>
    public long LastSequence => _last;

    public string? FindPoint(int durableNumber) => _points.GetValueOrDefault(durableNumber);

    /// <inheritdoc cref="IDurableLog.ReadAfter"/>
    /// <exception cref="DurableLogException">The file is damaged here.</exception>
    public IReadOnlyList<LogEntry> ReadAfter(long sequence, int maxBytes)
    {
        try
        {
            return _reader.Read(sequence, _last, maxBytes, ref _damaged);
        }
        catch (SqliteException error)
        {
            throw new DurableLogException($"The log cannot be read after entry {sequence}: {error.Message}", error);
        }
    }

    public void Dispose() => _reader.Dispose();
}
