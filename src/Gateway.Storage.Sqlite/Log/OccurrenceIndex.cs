using Gateway.Core.Alarms;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// Which log entries tell of which occurrence of which alarm, written in the same transaction as the entries. It holds nothing that the entries do
/// not: a log of an earlier version, and a salvaged one, get theirs from their entries.
/// </summary>
internal sealed class OccurrenceIndex(SqliteConnection connection) : IDisposable
{
    private static readonly string[] s_schema =
    [
        "CREATE TABLE occurrence(sequence INTEGER PRIMARY KEY, alarm TEXT NOT NULL, point TEXT NOT NULL, began INTEGER NOT NULL, time INTEGER NOT NULL)",
        "CREATE INDEX occurrence_alarm ON occurrence(alarm, began)",
        "CREATE INDEX occurrence_time ON occurrence(time)",
    ];

    private readonly Statement _insert = new(connection, "INSERT OR REPLACE INTO occurrence(sequence,alarm,point,began,time) VALUES(?1,?2,?3,?4,?5)");

    /// <summary>Makes the table where there is none, with what the entries say.</summary>
    public static void Create(SqliteConnection connection)
    {
        if (SqliteFile.Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE type='table' AND name='occurrence'") > 0)
        {
            return;
        }

        SqliteFile.Execute(connection, "BEGIN IMMEDIATE");
        foreach (var sql in s_schema)
        {
            SqliteFile.Execute(connection, sql);
        }

        Fill(connection);
        SqliteFile.Execute(connection, "COMMIT");
    }

    /// <summary>Enters every transition that is in the log.</summary>
    public static void Fill(SqliteConnection connection)
    {
        using var index = new OccurrenceIndex(connection);
        using var all = new Statement(connection, $"SELECT sequence,payload FROM entry WHERE kind={(int)LogEntryKind.Transition}");
        while (all.Step())
        {
            if (LogCodec.TryDecodeTransition(all.Blob(1)) is { } transition)
            {
                index.Add(all.Int64(0), transition);
            }
        }
    }

    public void Add(long sequence, AlarmTransition transition) => _insert
        .Bind(1, sequence)
        .Bind(2, transition.AlarmId)
        .Bind(3, transition.PointId)
        .Bind(4, BeganOf(transition))
        .Bind(5, transition.EventTime)
        .Run();

    public void Dispose() => _insert.Dispose();

    // What people do to an alarm that is normal belongs to no occurrence, and is a record of its own.
    internal static long BeganOf(AlarmTransition transition) => transition.Occurrence > 0 ? transition.Occurrence : transition.EventTime;
}
