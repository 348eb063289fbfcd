using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>The history's own numbers of points: it outlives the log, so it does not rely on the log's.</summary>
internal sealed class HistoryPoints : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _insert;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <exception cref="SqliteException">A row does not fit its checksum: values would go under another point's name.</exception>
    public HistoryPoints(SqliteConnection connection)
    {
        _connection = connection;
        _insert = new Statement(connection, "INSERT INTO point(number,id,crc) VALUES(?1,?2,?3)");
        Load();
    }

    public IEnumerable<int> Numbers => _numbers.Values;

    public int? Find(string id) => _numbers.TryGetValue(id, out var number) ? number : null;

    /// <summary>Inside a write transaction; a new point is stored with it.</summary>
    public int NumberOf(string id)
    {
        if (!_numbers.TryGetValue(id, out var number))
        {
            number = (int)SqliteFile.Scalar(_connection, "SELECT max(number) FROM point") + 1;
            _insert.Bind(1, number).Bind(2, id).Bind(3, RowCheck.Of(number, id)).Run();
            _numbers[id] = number;
        }

        return number;
    }

    /// <summary>Reads the numbers again, after a rollback took some away.</summary>
    public void Load()
    {
        _numbers.Clear();
        using var all = new Statement(_connection, "SELECT number,id,crc FROM point");
        while (all.Step())
        {
            if (!RowCheck.Fits(all, 2, all.Int64(0), all.Text(1)))
            {
                throw new SqliteException($"The name of point {all.Int64(0)} is damaged.", SqliteErrors.Corrupt);
            }

            _numbers[all.Text(1)] = (int)all.Int64(0);
        }
    }

    public void Dispose() => _insert.Dispose();
}
