using Gateway.Core.Measurements;
using Gateway.Fuzz.Engine;
using Gateway.Storage.Sqlite.History;

namespace Gateway.Fuzz.Targets.Storage;

/// <summary>Blobs of the history, raw values and buckets. The first byte chooses. Damage is said by the documented exception; what is read is written and read again.</summary>
internal sealed class ChunkTarget : FuzzTarget
{
    private static readonly long s_origin = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public override string Name => "history-blobs";

    public override IEnumerable<byte[]> Seeds()
    {
        RawSample[] samples = [new(s_origin, 1.5, Quality.Good, DetectorFlags.None, null), new(s_origin + 10_000_000, double.NaN, Quality.Bad, DetectorFlags.None, "x"), new(s_origin + 10_000_001, -2, Quality.Good, (DetectorFlags)3, null)];
        var writer = new ByteWriter();
        ChunkCodec.Encode(samples, s_origin, writer);
        yield return [0, .. writer.Written];
        writer.Clear();
        RollupCodec.Encode(Rollup.Of(samples, TimeSpan.TicksPerMinute), s_origin, TimeSpan.TicksPerMinute, writer);
        yield return [1, .. writer.Written];
    }

    public override string Execute(byte[] input)
    {
        if (input.Length == 0)
        {
            return "nothing";
        }

        try
        {
            return input[0] % 2 == 0 ? Raw(input.AsSpan(1)) : Buckets(input.AsSpan(1));
        }
        catch (InvalidDataException damage)
        {
            return Oracle.Shape(damage.Message);
        }
    }

    private static string Raw(ReadOnlySpan<byte> blob)
    {
        var samples = new List<RawSample>();
        ChunkCodec.Decode(blob, s_origin, samples);
        var writer = new ByteWriter();
        ChunkCodec.Encode(samples, s_origin, writer);
        var again = new List<RawSample>();
        ChunkCodec.Decode(writer.Written, s_origin, again);
        Oracle.Demand(again.SequenceEqual(samples), "raw values that were read are written and read again");
        Oracle.Demand(samples.TrueForAll(sample => sample.Time >= 0 && sample.Time <= DateTime.MaxValue.Ticks), "a time can be");
        return $"raw {Math.Min(samples.Count, 5)}";
    }

    private static string Buckets(ReadOnlySpan<byte> blob)
    {
        var buckets = RollupCodec.Decode(blob, s_origin, TimeSpan.TicksPerMinute);
        Oracle.Demand(buckets.TrueForAll(bucket => bucket.Count >= 0 && bucket.Start >= 0 && bucket.Start <= DateTime.MaxValue.Ticks), "a bucket has a time and a count that can be");
        var writer = new ByteWriter();
        RollupCodec.Encode(buckets, s_origin, TimeSpan.TicksPerMinute, writer);
        Oracle.Demand(RollupCodec.Decode(writer.Written, s_origin, TimeSpan.TicksPerMinute).Count == buckets.Count, "buckets that were read are written and read again");
        return $"buckets {Math.Min(buckets.Count, 5)}";
    }
}
