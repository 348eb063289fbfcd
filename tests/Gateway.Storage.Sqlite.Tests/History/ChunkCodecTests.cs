using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Measurements;
using Gateway.Storage.Sqlite.History;

namespace Gateway.Storage.Sqlite.Tests.History;

public sealed class ChunkCodecTests
{
    private static readonly long Origin = 17_753_000 * TimeSpan.TicksPerHour;

    [Fact]
    public void Every_sample_comes_back_bit_for_bit() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var samples = Samples(new Random(seed));
            var writer = new ByteWriter();
            ChunkCodec.Encode(samples, Origin, writer);
            var back = new List<RawSample>();
            ChunkCodec.Decode(writer.Written, Origin, back);
            back.ShouldBe(samples);
        }));

    [Fact]
    public void Damaged_blobs_are_refused_and_never_hang() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var writer = new ByteWriter();
            ChunkCodec.Encode(Samples(random), Origin, writer);
            var bytes = writer.Written[..random.Next(writer.Written.Length + 1)].ToArray();
            for (var i = 0; i < bytes.Length && i < 4; i++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                ChunkCodec.Decode(bytes, Origin, []);
            }
            catch (InvalidDataException)
            {
                // The only way out besides an answer; the checksum beside the blob tells the two apart.
            }
        }));

    [Fact]
    public void A_steady_signal_takes_few_bytes()
    {
        var samples = Enumerable.Range(0, 3600).Select(i => new RawSample(Origin + (i * TimeSpan.TicksPerSecond), 20.5, Quality.Good, 0, null)).ToList();
        var writer = new ByteWriter();
        ChunkCodec.Encode(samples, Origin, writer);
        writer.Written.Length.ShouldBeLessThan(3600 * 3);
    }

    private static List<RawSample> Samples(Random random)
    {
        var unit = (long)Math.Pow(10, random.Next(8));
        return [.. Enumerable.Range(0, random.Next(200))
            .Select(_ => new RawSample(
                Origin + (random.NextInt64(TimeSpan.TicksPerHour / unit) * unit), Value(random),
                random.Next(3) == 0 ? Quality.SensorFailure : Quality.Good, (DetectorFlags)random.Next(3), random.Next(9) == 0 ? "文本" : null))
            .OrderBy(s => s.Time)];
    }

    private static double Value(Random random) => random.Next(6) switch
    {
        0 => double.NaN,
        1 => double.NegativeInfinity,
        2 => 0,
        3 => random.Next(100),
        4 => -0.0,
        _ => random.NextDouble() * 1e9,
    };
}
