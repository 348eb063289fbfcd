using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log.Offline;

/// <summary>Repairs a log off line, as a gateway does when it opens one that is damaged: what can be read goes into a new file, with a record of what is missing.</summary>
public static class LogRepairer
{
    /// <summary>Repairs the file where it is; the damaged one is kept beside it under the name the report tells.</summary>
    /// <exception cref="DurableLogException">The disk is full, or the folder cannot be written. The damaged file is as it was.</exception>
    public static LogStartReport InPlace(string path, TimeProvider time)
    {
        try
        {
            var (store, report) = new LogOpening(path, new SqliteLogOptions(), NoPoints.Instance, time).Repair();
            store.Dispose();
            return report;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DurableLogException($"The log {path} could not be repaired: {error.Message}", error);
        }
    }

    /// <summary>Writes a repaired copy; the damaged file is not touched.</summary>
    /// <param name="copy">Full path of a file that is not there yet.</param>
    /// <exception cref="DurableLogException">The disk is full, or the copy cannot be written.</exception>
    public static LogStartReport Copy(string path, string copy, TimeProvider time)
    {
        try
        {
            File.Copy(path, copy);
            if (File.Exists(path + "-wal"))
            {
                File.Copy(path + "-wal", copy + "-wal");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DurableLogException($"The copy {copy} cannot be written: {error.Message}", error);
        }

        var report = InPlace(copy, time);
        foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(report.DamagedFile + suffix);
        }

        return report;
    }

    private sealed class NoPoints : IPointDirectory
    {
        public static NoPoints Instance { get; } = new();

        public int Count => 0;

        public Point? Find(int index) => null;

        public Point? Find(string id) => null;
    }
}
