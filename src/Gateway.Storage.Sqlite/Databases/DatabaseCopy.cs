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

            // As it comes: a copy that is in WAL mode already cannot take pages of another size (https://www.sqlite.org/c3ref/backup_finish.html, SQLITE_READONLY).
            using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
            target.Open();
            source.BackupDatabase(target);
        }
        catch (SqliteException error)
        {
            throw new IOException($"The database {path} cannot be copied: {error.Message}", error);
        }
    }
}
