using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Databases;

/// <summary>Opens connections the way both databases need them.</summary>
internal static class SqliteFile
{
    private const int WriterCacheKib = 1024;
    private const int ReaderCacheKib = 256;

    /// <summary>
    /// Opens for writing: WAL with <c>synchronous=FULL</c>, so that a commit has been given to <c>fsync</c> before it returns
    /// (https://www.sqlite.org/pragma.html#pragma_synchronous). 8 KiB pages hold a usual batch without an overflow chain.
    /// </summary>
    /// <param name="cacheKib">Most memory for pages, KiB; SQLite's own default is 2 MiB for each connection.</param>
    /// <param name="maxPages">Most pages the file may have; 0 for no limit of ours.</param>
    public static SqliteConnection OpenForWriting(string path, long maxPages = 0, int cacheKib = WriterCacheKib)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Bound(connection, cacheKib);
            Execute(connection, "PRAGMA page_size=8192");
            Execute(connection, "PRAGMA journal_mode=WAL");
            Execute(connection, "PRAGMA synchronous=FULL");
            Execute(connection, "PRAGMA wal_autocheckpoint=2000");
            Execute(connection, "PRAGMA journal_size_limit=33554432");
            Execute(connection, "PRAGMA temp_store=MEMORY");
            if (maxPages > 0)
            {
                Execute(connection, $"PRAGMA max_page_count={maxPages}");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A reader of the log goes forward through pages the kernel still holds, so it needs few of its own.</summary>
    public static SqliteConnection OpenForReading(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        Bound(connection, ReaderCacheKib);
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Scalar() ?? 0;
    }

    /// <summary>Runs SQLite's structural check over a file; throws when it finds damage.</summary>
    public static void QuickCheck(SqliteConnection connection)
    {
        using var check = new Statement(connection, "PRAGMA quick_check(1)");
        if (!check.Step() || check.Text(0) is not "ok")
        {
            throw new SqliteException("The structural check of the file found damage.", SqliteErrors.Corrupt);
        }

        check.Reset();
    }

    /// <summary>Adds a column that files of earlier releases do not have; their rows hold NULL in it. Idempotent.</summary>
    public static void AddColumn(SqliteConnection connection, string table, string column)
    {
        if (Scalar(connection, $"SELECT count(*) FROM pragma_table_info('{table}') WHERE name='{column.Split(' ')[0]}'") == 0)
        {
            Execute(connection, $"ALTER TABLE {table} ADD COLUMN {column}");
        }
    }

    // Mapped files count as resident memory and grow with the database; https://www.sqlite.org/mmap.html.
    private static void Bound(SqliteConnection connection, int cacheKib)
    {
        Execute(connection, $"PRAGMA cache_size=-{cacheKib}");
        Execute(connection, "PRAGMA mmap_size=0");
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout=5000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
