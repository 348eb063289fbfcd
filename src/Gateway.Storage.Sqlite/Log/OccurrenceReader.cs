using Gateway.Core.Alarms;
using Gateway.Pipeline.Log;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>Answers questions about occurrences over a connection of its own, so that nobody who writes waits for it.</summary>
internal sealed class OccurrenceReader(string path) : IDisposable
{
    private readonly SqliteConnection _connection = SqliteFile.OpenForReading(path);

    /// <summary>Newest first.</summary>
    public List<AlarmOccurrence> Find(OccurrenceQuery query)
    {
        const string Sql = """
            SELECT alarm, began FROM occurrence
            WHERE time>=?1 AND time<?2 AND (?3='' OR point=?3) AND (?4='' OR alarm=?4)
            GROUP BY alarm, began ORDER BY began DESC, alarm LIMIT ?5
            """;
        using var found = new Statement(_connection, Sql);
        found.Bind(1, query.From).Bind(2, query.To).Bind(3, query.Point ?? "").Bind(4, query.Alarm ?? "").Bind(5, query.Limit);
        var occurrences = new List<AlarmOccurrence>();
        while (found.Step())
        {
            if (Read(found.Text(0), found.Int64(1)) is { } occurrence)
            {
                occurrences.Add(occurrence);
            }
        }

        return occurrences;
    }

    /// <summary>Null when the log knows nothing of it (any more).</summary>
    public AlarmOccurrence? Read(string alarm, long began)
    {
        using var rows = new Statement(
            _connection, "SELECT entry.payload FROM occurrence JOIN entry USING(sequence) WHERE alarm=?1 AND began=?2 ORDER BY sequence");
        rows.Bind(1, alarm).Bind(2, began);
        var transitions = new List<AlarmTransition>();
        while (rows.Step())
        {
            if (LogCodec.TryDecodeTransition(rows.Blob(0)) is { } transition)
            {
                transitions.Add(transition);
            }
        }

        return transitions.Count == 0 ? null : new AlarmOccurrence(alarm, began, transitions);
    }

    /// <summary>Transitions after a place in the log, in its order, with their places.</summary>
    public List<(long Sequence, AlarmTransition Transition)> After(long sequence, int limit)
    {
        using var rows = new Statement(
            _connection, "SELECT sequence, entry.payload FROM occurrence JOIN entry USING(sequence) WHERE sequence>?1 ORDER BY sequence LIMIT ?2");
        rows.Bind(1, sequence).Bind(2, limit);
        var transitions = new List<(long, AlarmTransition)>();
        while (rows.Step())
        {
            if (LogCodec.TryDecodeTransition(rows.Blob(1)) is { } transition)
            {
                transitions.Add((rows.Int64(0), transition));
            }
        }

        return transitions;
    }

    public void Dispose() => _connection.Dispose();
}
