using Microsoft.Data.Sqlite;

namespace Gateway.Load.References;

/// <summary>Inserts ready blobs, a transaction of 512 at a time, WAL and synchronous=FULL.</summary>
internal static class BareSqlite
{
    private const int Group = 512;

    /// <summary>Blobs committed until the time is over.</summary>
    public static long Run(string path, int blobBytes, TimeSpan length)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE entry(id INTEGER PRIMARY KEY, payload BLOB)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO entry(payload) VALUES ($payload)";
        var blob = new byte[blobBytes];
        Array.Fill(blob, (byte)0x5A);
        insert.Parameters.AddWithValue("$payload", blob);
        insert.Prepare();
        var start = TimeProvider.System.GetTimestamp();
        var stored = 0L;
        for (; TimeProvider.System.GetElapsedTime(start) < length; stored += Group)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < Group; i++)
            {
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return stored;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
