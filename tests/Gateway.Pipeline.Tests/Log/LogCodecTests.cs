using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;

namespace Gateway.Pipeline.Tests.Log;

public sealed class LogCodecTests
{
    private static Arbitrary<List<LoggedReading>> Readings()
    {
        var reading =
            from point in Gen.Choose(0, int.MaxValue)
            from value in ArbMap.Default.GeneratorFor<double>()
            from source in Gen.Choose(int.MinValue, int.MaxValue).Select(x => x * 1_000_003L)
            from quality in Gen.Choose(0, 255)
            from flags in Gen.Choose(0, 255)
            from text in Gen.Frequency((5, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("", "运行", "a\0b", "😀")))
            select new LoggedReading(point, value, source, 638_000_000_000_000_000, (Quality)quality, (DetectorFlags)flags, text);
        return reading.ListOf().ToArbitrary();
    }

    private static byte[] Encode(List<LoggedReading> readings)
    {
        var batch = new BatchPool().Rent(3, 638_000_000_000_000_000);
        for (var i = 0; i < readings.Count; i++)
        {
            var r = readings[i];
            var reading = new Reading(i, r.Value, r.SourceTime, r.Quality, r.Flags);
            if (r.Text is null)
            {
                batch.Add(reading);
            }
            else
            {
                batch.AddText(reading, r.Text);
            }
        }

        var buffer = new ArrayBufferWriter<byte>();
        LogCodec.Encode(batch, index => readings[index].DurablePoint, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    [Fact]
    public void Reads_back_every_batch_it_wrote() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Readings(), readings => LogCodec.Decode(Encode(readings)).ShouldBe(readings)));

    [Fact]
    public void Refuses_every_truncation_and_never_throws_on_noise() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(
            Readings(), Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (readings, at, noise) =>
            {
                var bytes = Encode(readings);
                List<LoggedReading> into = [default];
                LogCodec.TryDecode(bytes.AsSpan(0, at % bytes.Length), into).ShouldBeFalse();
                into.Count.ShouldBe(1);
                bytes[at % bytes.Length] = (byte)noise;
                LogCodec.TryDecode(bytes, into);
            }));

    [Fact]
    public void Refuses_a_count_larger_than_the_payload_without_reserving_for_it()
    {
        byte[] bytes = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F];
        Should.Throw<InvalidDataException>(() => LogCodec.Decode(bytes));
    }
}
