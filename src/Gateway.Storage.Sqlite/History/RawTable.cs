using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>The single values, in blobs by hour and point.</summary>
internal sealed class RawTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(connection, "INSERT INTO raw(hour,point,crc,data) VALUES(?1,?2,?3,?4)");
    private readonly Statement _read = new(connection, "SELECT crc,data FROM raw WHERE hour=?1 AND point=?2 ORDER BY id");
    private readonly Statement _delete = new(connection, "DELETE FROM raw WHERE hour=?1 AND point=?2");
    private readonly Statement _nextHour = new(connection, "SELECT min(hour) FROM raw WHERE hour>=?1");
    private readonly Statement _newestHour = new(connection, "SELECT max(hour) FROM raw");
    private readonly Statement _points = new(connection, "SELECT DISTINCT point FROM raw WHERE hour=?1");
    private readonly ByteWriter _writer = new();

    /// <summary>Blobs found damaged since the start; they are left out of answers.</summary>
    public long DamagedBlobs { get; private set; }

    public void Insert(long hour, int point, IReadOnlyList<RawSample> samples)
    {
        _writer.Clear();
        ChunkCodec.Encode(samples, hour * HistoryTime.Hour, _writer);
        _insert.Bind(1, hour).Bind(2, point).Bind(3, Checksum.Of(_writer.Written)).Bind(4, _writer.Written).Run();
    }

    /// <summary>Appends all pieces of an hour in the order they were written.</summary>
    /// <returns>How many pieces there are.</returns>
    public int Read(long hour, int point, List<RawSample> into)
    {
        var pieces = 0;
        _read.Bind(1, hour).Bind(2, point);
        for (; _read.Step(); pieces++)
        {
            ReadPiece(hour, into);
        }

        _read.Reset();
        return pieces;
    }

    /// <returns>Rows deleted.</returns>
    public int Delete(long hour, int point) => _delete.Bind(1, hour).Bind(2, point).RunCounted();

    /// <summary>The first hour at or after one that has values of any point; null when there is none.</summary>
    public long? NextHour(long hour) => _nextHour.Bind(1, hour).Scalar();

    /// <summary>The last hour that has values of any point; null when there is none.</summary>
    public long? NewestHour => _newestHour.Scalar();

    public List<int> PointsIn(long hour)
    {
        var points = new List<int>();
        _points.Bind(1, hour);
        while (_points.Step())
        {
            points.Add((int)_points.Int64(0));
        }

        _points.Reset();
        return points;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_insert, _read, _delete, _nextHour, _newestHour, _points])
        {
            statement.Dispose();
        }
    }

    private void ReadPiece(long hour, List<RawSample> into)
    {
        var data = _read.Blob(1);
        var before = into.Count;
        try
        {
            if (Checksum.Of(data) != (uint)_read.Int64(0))
            {
                throw new InvalidDataException("The checksum does not fit.");
            }

            ChunkCodec.Decode(data, hour * HistoryTime.Hour, into);
        }
        catch (InvalidDataException)
        {
            into.RemoveRange(before, into.Count - before);
            DamagedBlobs++;
        }
    }
}
