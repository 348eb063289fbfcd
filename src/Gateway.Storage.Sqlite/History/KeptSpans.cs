using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Spans around changes of alarm state whose raw values outlive the rest.</summary>
internal sealed class KeptSpans(SqliteConnection connection) : IDisposable
{
    private readonly Statement _touching = new(connection, "SELECT id FROM kept_span WHERE point=?1 AND until>=?2 AND since<=?3 LIMIT 1");
    private readonly Statement _widen = new(connection, "UPDATE kept_span SET since=min(since,?2), until=max(until,?3) WHERE id=?1");
    private readonly Statement _insert = new(connection, "INSERT INTO kept_span(point,since,until) VALUES(?1,?2,?3)");
    private readonly Statement _of = new(connection, "SELECT since,until FROM kept_span WHERE point=?1 AND until>=?2 AND since<?3");
    private readonly Statement _expire = new(connection, "DELETE FROM kept_span WHERE until<?1");

    public void Keep(int point, long since, long until)
    {
        if (_touching.Bind(1, point).Bind(2, since).Bind(3, until).Scalar() is { } id)
        {
            _widen.Bind(1, id).Bind(2, since).Bind(3, until).Run();
        }
        else
        {
            _insert.Bind(1, point).Bind(2, since).Bind(3, until).Run();
        }
    }

    /// <summary>Spans of a point that reach into [from, to); both ends of a span belong to it.</summary>
    public List<(long Since, long Until)> Of(int point, long from, long to)
    {
        var spans = new List<(long, long)>();
        _of.Bind(1, point).Bind(2, from).Bind(3, to);
        while (_of.Step())
        {
            spans.Add((_of.Int64(0), _of.Int64(1)));
        }

        _of.Reset();
        return spans;
    }

    public void Expire(long before) => _expire.Bind(1, before).Run();

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_touching, _widen, _insert, _of, _expire])
        {
            statement.Dispose();
        }
    }
}
