using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Hours whose roll-ups must be worked out from raw values until they are compacted.</summary>
internal sealed class OpenHours(SqliteConnection connection) : IDisposable
{
    private readonly Statement _open = new(connection, "INSERT OR IGNORE INTO open_hour(hour,point) VALUES(?1,?2)");
    private readonly Statement _close = new(connection, "DELETE FROM open_hour WHERE hour=?1 AND point=?2");
    private readonly Statement _is = new(connection, "SELECT count(*) FROM open_hour WHERE hour=?1 AND point=?2");
    private readonly Statement _before = new(connection, "SELECT hour,point FROM open_hour WHERE hour<?1 ORDER BY hour,point LIMIT ?2");
    private readonly Statement _of = new(connection, "SELECT hour FROM open_hour WHERE point=?1 AND hour>=?2 AND hour<=?3");

    public void Open(long hour, int point) => _open.Bind(1, hour).Bind(2, point).Run();

    public void Close(long hour, int point) => _close.Bind(1, hour).Bind(2, point).Run();

    public bool IsOpen(long hour, int point) => _is.Bind(1, hour).Bind(2, point).Scalar() > 0;

    public List<(long Hour, int Point)> Before(long hour, int most)
    {
        var found = new List<(long, int)>();
        _before.Bind(1, hour).Bind(2, most);
        while (_before.Step())
        {
            found.Add((_before.Int64(0), (int)_before.Int64(1)));
        }

        _before.Reset();
        return found;
    }

    /// <summary>Open hours of a point, both ends included.</summary>
    public List<long> Of(int point, long first, long last)
    {
        var hours = new List<long>();
        _of.Bind(1, point).Bind(2, first).Bind(3, last);
        while (_of.Step())
        {
            hours.Add(_of.Int64(0));
        }

        _of.Reset();
        return hours;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_open, _close, _is, _before, _of])
        {
            statement.Dispose();
        }
    }
}
