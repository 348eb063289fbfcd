using Microsoft.Data.Sqlite;
using Gateway.Storage.Sqlite.Databases;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>The tables of <c>log.db</c>. The version is SQLite's <c>user_version</c>.</summary>
internal static class LogSchema
{
    private const int Version = 1;

    private static readonly string[] Tables =
    [
        """
        CREATE TABLE IF NOT EXISTS entry(
          sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind INTEGER NOT NULL,
          readings INTEGER NOT NULL, crc INTEGER NOT NULL, payload BLOB NOT NULL)
        """,
        // The automatic index on id holds the whole row a second time, which is what salvage falls back on.
        "CREATE TABLE IF NOT EXISTS point(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
        "CREATE TABLE IF NOT EXISTS cursor(reader TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE IF NOT EXISTS alarm(
          number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, point TEXT NOT NULL, kind INTEGER NOT NULL, tier INTEGER NOT NULL,
          state INTEGER NOT NULL, raised INTEGER NOT NULL, changed INTEGER NOT NULL, transition BLOB NOT NULL)
        """,
        // Alarms are few among many readings: their history is found without walking over those.
        "CREATE INDEX IF NOT EXISTS entry_transition ON entry(time) WHERE kind=2",
        // One row: what judging remembered when the entry of that sequence was the newest.
        "CREATE TABLE IF NOT EXISTS judging(id INTEGER PRIMARY KEY CHECK(id=1), sequence INTEGER NOT NULL, crc INTEGER NOT NULL, state BLOB NOT NULL)",
        // What is not readings nor a mark of judging goes to the center one by one and first.
        "CREATE INDEX IF NOT EXISTS entry_event ON entry(sequence) WHERE kind<>1 AND kind<>7",
        // One row: the name of this log, which sequences count within.
        "CREATE TABLE IF NOT EXISTS epoch(id INTEGER PRIMARY KEY CHECK(id=1), name TEXT NOT NULL)",
        // One row: the time by which entries grow old, as it was last believed (AgeClock).
        "CREATE TABLE IF NOT EXISTS age(id INTEGER PRIMARY KEY CHECK(id=1), believed INTEGER NOT NULL)",
        // Each opening of the file that gave out sequences, from which one on.
        "CREATE TABLE IF NOT EXISTS run(number INTEGER PRIMARY KEY, id TEXT NOT NULL, first INTEGER NOT NULL)",
        // The hash chain over the events, as far as it was sent.
        "CREATE TABLE IF NOT EXISTS chain(sequence INTEGER PRIMARY KEY, before INTEGER NOT NULL, hash TEXT NOT NULL)",
    ];

    public static void Create(SqliteConnection connection)
    {
        foreach (var sql in Tables)
        {
            SqliteFile.Execute(connection, sql);
        }

        // Rows of files older than the column carry no checksum and are taken as they are.
        SqliteFile.AddColumn(connection, "point", "crc INTEGER");
        SqliteFile.AddColumn(connection, "cursor", "crc INTEGER");
        OccurrenceIndex.Create(connection);
        SqliteFile.Execute(connection, $"PRAGMA user_version={Version}");
    }
}
