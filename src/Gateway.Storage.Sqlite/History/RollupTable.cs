using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>The buckets: a row holds the minutes of an hour or the hours of a day of one point.</summary>
internal sealed class RollupTable(SqliteConnection connection) : IDisposable
{
    private const string Place = "resolution=?1 AND point=?2";

    private readonly Statement _write = new(connection, "INSERT INTO rollup(resolution,point,period,crc,data) VALUES(?1,?2,?3,?4,?5) "
        + "ON CONFLICT(resolution,point,period) DO UPDATE SET crc=excluded.crc, data=excluded.data");

    private readonly Statement _read = new(connection, $"SELECT crc,data FROM rollup WHERE {Place} AND period=?3");
    private readonly Statement _next = new(connection, $"SELECT min(period) FROM rollup WHERE {Place} AND period>=?3");
    private readonly Statement _expire = new(connection, $"DELETE FROM rollup WHERE {Place} AND period<?3");
    private readonly ByteWriter _writer = new();

    /// <summary>Blobs found damaged since the start; they are left out of answers.</summary>
    public long DamagedBlobs { get; private set; }

    /// <summary>Width of a bucket, ticks.</summary>
    public static long BucketOf(HistoryResolution resolution) => resolution == HistoryResolution.Minute ? HistoryTime.Minute : HistoryTime.Hour;

    /// <summary>Width of a row, ticks.</summary>
    public static long RowOf(HistoryResolution resolution) => resolution == HistoryResolution.Minute ? HistoryTime.Hour : HistoryTime.Day;

    /// <summary>The buckets of a row, oldest first; empty when there is none.</summary>
    public List<Rollup> Read(HistoryResolution resolution, int point, long period)
    {
        try
        {
            if (!_read.Bind(1, (long)resolution).Bind(2, point).Bind(3, period).Step())
            {
                return [];
            }

            var data = _read.Blob(1);
            if (Checksum.Of(data) == (uint)_read.Int64(0))
            {
                return RollupCodec.Decode(data, period * RowOf(resolution), BucketOf(resolution));
            }
        }
        catch (InvalidDataException)
        {
            // Counted below, like a wrong checksum.
        }
        finally
        {
            _read.Reset();
        }

        DamagedBlobs++;
        return [];
    }

    public void Write(HistoryResolution resolution, int point, long period, IReadOnlyList<Rollup> rollups)
    {
        _writer.Clear();
        RollupCodec.Encode(rollups, period * RowOf(resolution), BucketOf(resolution), _writer);
        _write.Bind(1, (long)resolution).Bind(2, point).Bind(3, period).Bind(4, Checksum.Of(_writer.Written)).Bind(5, _writer.Written).Run();
    }

    /// <summary>The first row at or after a period; null when there is none.</summary>
    public long? Next(HistoryResolution resolution, int point, long period) =>
        _next.Bind(1, (long)resolution).Bind(2, point).Bind(3, period).Scalar();

    /// <summary>Sets the buckets of one hour as worked out from its raw values.</summary>
    public void Replace(long hour, int point, IReadOnlyList<RawSample> samples)
    {
        Write(HistoryResolution.Minute, point, hour, Rollup.Of(samples, HistoryTime.Minute));
        var day = HistoryTime.Divide(hour, HistoryTime.HoursPerDay);
        var hours = Read(HistoryResolution.Hour, point, day).Where(r => r.Start != hour * HistoryTime.Hour);
        Write(HistoryResolution.Hour, point, day, [.. hours.Concat(Rollup.Of(samples, HistoryTime.Hour)).OrderBy(r => r.Start)]);
    }

    /// <summary>Adds values of an hour whose raw values are gone.</summary>
    public void Add(long hour, int point, IReadOnlyList<RawSample> samples)
    {
        Merge(HistoryResolution.Minute, point, hour, samples);
        Merge(HistoryResolution.Hour, point, HistoryTime.Divide(hour, HistoryTime.HoursPerDay), samples);
    }

    public static List<Rollup> Merge(IEnumerable<Rollup> stored, IEnumerable<Rollup> late) =>
        [.. stored.Concat(late).GroupBy(r => r.Start).Select(g => g.Aggregate((a, b) => a.Merge(b))).OrderBy(r => r.Start)];

    /// <returns>Rows deleted.</returns>
    public int Expire(HistoryResolution resolution, int point, long beforePeriod) =>
        _expire.Bind(1, (long)resolution).Bind(2, point).Bind(3, beforePeriod).RunCounted();

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_write, _read, _next, _expire])
        {
            statement.Dispose();
        }
    }

    private void Merge(HistoryResolution resolution, int point, long period, IReadOnlyList<RawSample> samples) =>
        Write(resolution, point, period, Merge(Read(resolution, point, period), Rollup.Of(samples, BucketOf(resolution))));
}
