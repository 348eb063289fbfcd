using System.Collections.Concurrent;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// Point id to durable number: indexes change over restarts, the numbers in stored payloads never do. Numbers start at 1;
/// 0 stands for a point that was removed before it was ever logged. The writer adds, any thread looks up.
/// </summary>
internal sealed class PointDictionary : IDisposable
{
    private readonly IPointDirectory _points;
    private readonly ConcurrentDictionary<int, string> _ids = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _uncommitted = [];
    private readonly Statement _insert;
    private int[] _byIndex = [];
    private int _next = 1;

    /// <exception cref="SqliteException">A row does not fit its checksum: values would go under another point's name.</exception>
    public PointDictionary(SqliteConnection connection, IPointDirectory points)
    {
        _points = points;
        using var all = new Statement(connection, "SELECT number,id,crc FROM point");
        while (all.Step())
        {
            var (number, id) = (all.Int64(0), all.Text(1));
            if (!RowCheck.Fits(all, 2, number, id))
            {
                throw new SqliteException($"The name of point {number} is damaged.", SqliteErrors.Corrupt);
            }

            Keep((int)number, id);
        }

        _insert = new Statement(connection, "INSERT INTO point(number,id,crc) VALUES(?1,?2,?3)");
    }

    public string? Find(int number) => _ids.GetValueOrDefault(number);

    /// <summary>Inside a write transaction; a point seen first is stored with it.</summary>
    public int NumberOf(int index)
    {
        var known = _byIndex;
        return (uint)index < (uint)known.Length && known[index] != 0 ? known[index] : Learn(index);
    }

    public void Committed() => _uncommitted.Clear();

    public void RolledBack()
    {
        if (_uncommitted.Count == 0)
        {
            return;
        }

        foreach (var number in _uncommitted)
        {
            if (_ids.TryRemove(number, out var id))
            {
                _numbers.Remove(id);
            }
        }

        // Relearnt from the numbers that were committed.
        Array.Clear(_byIndex);
        _uncommitted.Clear();
    }

    public void Dispose() => _insert.Dispose();

    private int Learn(int index)
    {
        if (index < 0 || _points.Find(index) is not { } point)
        {
            return 0;
        }

        if (!_numbers.TryGetValue(point.Id, out var number))
        {
            number = _next;
            _insert.Bind(1, number).Bind(2, point.Id).Bind(3, RowCheck.Of(number, point.Id)).Run();
            Keep(number, point.Id);
            _uncommitted.Add(number);
        }

        if (index >= _byIndex.Length)
        {
            Array.Resize(ref _byIndex, Math.Max(index + 1, Math.Max(256, _byIndex.Length * 2)));
        }

        return _byIndex[index] = number;
    }

    private void Keep(int number, string id)
    {
        _ids[number] = id;
        _numbers[id] = number;
        _next = Math.Max(_next, number + 1);
    }
}
