using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log.Offline;

/// <summary>
/// A database that is only looked at while nobody uses it: neither the file nor its write-ahead log changes. Without a write-ahead log it is opened as
/// immutable, which makes no file at all (https://www.sqlite.org/uri.html#uriimmutable); with one, the index SQLite needs for it is removed again.
/// </summary>
internal sealed class OfflineFile : IDisposable
{
    private readonly string? _index;

    /// <exception cref="DurableLogException">There is no such file, or it cannot be opened.</exception>
    public OfflineFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new DurableLogException($"There is no log {path}.");
        }

        var journal = new FileInfo(path + "-wal");
        var index = path + "-shm";
        var isAlone = !journal.Exists || journal.Length == 0;
        _index = isAlone || File.Exists(index) ? null : index;
        try
        {
            Connection = SqliteFile.OpenForReading(isAlone ? $"file:{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1" : path);
        }
        catch (SqliteException error)
        {
            throw new DurableLogException($"The log {path} cannot be opened: {error.Message}", error);
        }
    }

    public SqliteConnection Connection { get; }

    public void Dispose()
    {
        Connection.Dispose();
        if (_index is not null)
        {
            File.Delete(_index);
        }
    }
}
