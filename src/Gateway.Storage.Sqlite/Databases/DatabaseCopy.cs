using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Databases;

/// <summary>A copy of a database at one moment, also of one that is in use (https://www.sqlite.org/backup.html).</summary>
public static class DatabaseCopy
{
    /// <exception cref="IOException">The database cannot be read, or the copy cannot be written.</exception>
    public static void Write(string path, string copy)
    {
        try
        {
            using var source = SqliteFile.OpenForReading(path);
            using var target = SqliteFile.OpenForWriting(copy);
            source.BackupDatabase(target);
        }
        catch (SqliteException error)
        {
            throw new IOException($"The database {path} cannot be copied: {error.Message}", error);
        }
    }
}
