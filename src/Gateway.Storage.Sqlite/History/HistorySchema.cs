using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>The tables of <c>history.db</c>. Hours and days count from year 1; blobs carry a CRC-32C beside them.</summary>
internal static class HistorySchema
{
    private const int Version = 1;

    private static readonly string[] Tables =
    [
        "CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS point(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",

        // Values of one point and hour, in as many pieces as there were flushes until the hour is compacted. Hour first: what is
        // written together lies together.
        """
        CREATE TABLE IF NOT EXISTS raw(
          id INTEGER PRIMARY KEY, hour INTEGER NOT NULL, point INTEGER NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL)
        """,
        "CREATE INDEX IF NOT EXISTS raw_place ON raw(hour, point)",

        // Hours whose roll-ups are not written yet, or are wrong again because late values came: they are worked out from raw.
        "CREATE TABLE IF NOT EXISTS open_hour(hour INTEGER NOT NULL, point INTEGER NOT NULL, PRIMARY KEY(hour, point)) WITHOUT ROWID",

        // Minute buckets of one hour, or hour buckets of one day, in one blob.
        """
        CREATE TABLE IF NOT EXISTS rollup(
          id INTEGER PRIMARY KEY, resolution INTEGER NOT NULL, point INTEGER NOT NULL, period INTEGER NOT NULL, crc INTEGER NOT NULL,
          data BLOB NOT NULL, UNIQUE(resolution, point, period))
        """,

        // Spans around changes of alarm state whose raw values are kept longer.
        """
        CREATE TABLE IF NOT EXISTS kept_span(
          id INTEGER PRIMARY KEY, point INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL)
        """,
        "CREATE INDEX IF NOT EXISTS kept_span_place ON kept_span(point, until)",
    ];

    public static void Create(SqliteConnection connection)
    {
        foreach (var sql in Tables)
        {
            SqliteFile.Execute(connection, sql);
        }

        SqliteFile.AddColumn(connection, "point", "crc INTEGER");
        SqliteFile.Execute(connection, $"PRAGMA user_version={Version}");
    }
}
