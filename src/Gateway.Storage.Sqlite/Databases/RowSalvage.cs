using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Databases;

/// <summary>
/// Reads what can still be read of a damaged table with an integer key: forward from the start until an error, backward from
/// the end until an error, then from probes between, until the holes are small or the probes are used up. The walks never
/// overlap, so no row comes twice and nothing needs to be remembered.
/// </summary>
internal sealed class RowSalvage(SqliteConnection connection, string columns, string table, string key)
{
    private const int MostProbes = 400;

    private readonly string _forward = $"SELECT {key},{columns} FROM {table} WHERE {key} > ?1 AND {key} <= ?2 ORDER BY {key}";
    private readonly string _backward = $"SELECT {key},{columns} FROM {table} WHERE {key} > ?1 AND {key} <= ?2 ORDER BY {key} DESC";

    /// <param name="take">Called once for each row; column 0 is the key. Rows do not come in order. What it throws ends the reading.</param>
    /// <returns>True when the table was read from end to end without an error.</returns>
    public bool Read(Action<Statement> take)
    {
        var (first, whole) = Walk(_forward, 0, long.MaxValue, take);
        if (whole)
        {
            return true;
        }

        var (last, _) = Walk(_backward, first, long.MaxValue, take);
        if (last > first && last != long.MaxValue)
        {
            Probe(first, last, take);
        }

        return false;
    }

    private void Probe(long low, long high, Action<Statement> take)
    {
        var holes = new PriorityQueue<(long Low, long High), long>();
        holes.Enqueue((low, high), low - high);
        for (var i = 0; i < MostProbes && holes.TryDequeue(out var hole, out _); i++)
        {
            var middle = hole.Low + ((hole.High - hole.Low) / 2);
            if (middle <= hole.Low)
            {
                continue;
            }

            var (reached, whole) = Walk(_forward, middle, hole.High - 1, take);
            holes.Enqueue((hole.Low, middle + 1), hole.Low - middle);
            if (!whole && reached + 1 < hole.High)
            {
                holes.Enqueue((reached + 1, hole.High), reached - hole.High);
            }
        }
    }

    /// <summary>Walks until the end of the range or an error; tells the last key reached.</summary>
    private (long Reached, bool Whole) Walk(string sql, long low, long high, Action<Statement> take)
    {
        var (reached, hasMoved) = (sql == _backward ? high : low, false);
        if (Prepare(sql) is not { } prepared)
        {
            return (reached, false);
        }

        using var statement = prepared;
        statement.Bind(1, low).Bind(2, high);
        while (true)
        {
            if (StepOrNull(statement) is not { } there)
            {
                return (reached, false);
            }

            if (!there)
            {
                return (reached, true);
            }

            var found = statement.Int64(0);
            if (hasMoved && (sql == _backward ? found >= reached : found <= reached))
            {
                // A damaged tree may lead back: going on from there would never end.
                return (reached, false);
            }

            (reached, hasMoved) = (found, true);
            take(statement);
        }
    }

    private Statement? Prepare(string sql)
    {
        try
        {
            return new Statement(connection, sql);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Null when the damaged file cannot be read here; trouble of the new file must not be taken for that.</summary>
    private static bool? StepOrNull(Statement statement)
    {
        try
        {
            return statement.Step();
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
