using Gateway.Core.Measurements;

namespace Gateway.Storage.Sqlite.History;

/// <summary>The blob of a row of buckets: version, count, then each with its place in the row.</summary>
internal static class RollupCodec
{
    private const byte Version = 1;

    /// <param name="origin">Start of the row, UTC ticks.</param>
    public static void Encode(IReadOnlyList<Rollup> rollups, long origin, long bucketTicks, ByteWriter writer)
    {
        writer.Byte(Version);
        writer.Unsigned((ulong)rollups.Count);
        foreach (var rollup in rollups)
        {
            writer.Unsigned((ulong)((rollup.Start - origin) / bucketTicks));
            writer.Unsigned((ulong)rollup.Count);
            writer.Byte((byte)rollup.Quality);
            if (rollup.Count > 0)
            {
                writer.Double(rollup.Min);
                writer.Double(rollup.Max);
                writer.Double(rollup.Sum);
            }
        }
    }

    /// <exception cref="InvalidDataException">The blob is damaged.</exception>
    public static List<Rollup> Decode(ReadOnlySpan<byte> data, long origin, long bucketTicks)
    {
        var reader = new ByteReader(data);
        if (reader.Byte() != Version)
        {
            throw new InvalidDataException("The blob has an unknown version.");
        }

        var count = reader.Count(data.Length);
        var rollups = new List<Rollup>(count);
        for (var i = 0; i < count; i++)
        {
            var start = HistoryTime.Checked(origin, (long)reader.Unsigned(), bucketTicks);
            var values = reader.Count(int.MaxValue);
            var quality = (Quality)reader.Byte();
            rollups.Add(values == 0
                ? new Rollup(start, double.NaN, double.NaN, 0, 0, quality)
                : new Rollup(start, reader.Double(), reader.Double(), reader.Double(), values, quality));
        }

        return rollups;
    }
}
