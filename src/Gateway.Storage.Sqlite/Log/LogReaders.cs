using System.Collections.Concurrent;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>Reading connections to one log, kept for the next read. Thread-safe; a read that is under way while this is disposed of ends well.</summary>
internal sealed class LogReaders(string path) : IDisposable
{
    /// <summary>As many as usually read at the same time.</summary>
    private const int MostKept = 3;

    private readonly ConcurrentBag<LogReader> _kept = [];
    private int _disposed;

    public T With<T>(Func<LogReader, T> read)
    {
        if (!_kept.TryTake(out var reader))
        {
            reader = new LogReader(path);
        }

        try
        {
            return read(reader);
        }
        catch
        {
            reader.Dispose();
            reader = null;
            throw;
        }
        finally
        {
            GiveBack(reader);
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _disposed, 1);
        while (_kept.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void GiveBack(LogReader? reader)
    {
        if (reader is null)
        {
            return;
        }

        if (_kept.Count >= MostKept)
        {
            reader.Dispose();
            return;
        }

        _kept.Add(reader);
        if (Volatile.Read(ref _disposed) == 1 && _kept.TryTake(out var late))
        {
            late.Dispose();
        }
    }
}
