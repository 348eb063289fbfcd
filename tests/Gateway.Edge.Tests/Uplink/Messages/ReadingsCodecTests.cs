using FsCheck;
using FsCheck.Fluent;
using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Tests.Uplink.Messages;

public class ReadingsCodecTests
{
    private static readonly Gen<ReadingsBatch> s_batches =
        from ids in Gen.Choose(1, 9999).Select(n => $"点.{n}").ListOf(3).Select(ids => ids.Append("p").Distinct().ToArray())
        from rows in Gen.Choose(0, 40)
        from points in Gen.Choose(0, ids.Length - 1).ListOf(rows)
        from times in Gen.Choose(0, int.MaxValue).Select(n => n * 1_000_000_007L % DateTime.MaxValue.Ticks).ListOf(rows)
        from values in Gen.Elements(0.0, -0.0, 1.5, double.NaN, double.MaxValue, double.NegativeInfinity, 26.4).ListOf(rows)
        from bytes in Gen.Choose(0, 255).Select(n => (byte)n).ListOf(2 * rows)
        from after in Gen.Choose(0, int.MaxValue)
        from historical in Gen.Elements(true, false)
        from text in Gen.Elements(0, 1)
        select new ReadingsBatch
        {
            Epoch = "e1", Runs = historical ? [new LinkRun("a0", 1), new LinkRun("b1", 1 + after)] : [], Range = new SequenceRange(after, after + 5L), SentAt = 5, FirstTime = 3, LastTime = DateTime.MaxValue.Ticks, IsHistorical = historical,
            PointIds = ids, Points = [.. points], Times = [.. times], Values = [.. values], Qualities = [.. bytes.Take(rows)], Flags = [.. bytes.Skip(rows)],
            Texts = text == 1 && rows > 0 ? new Dictionary<int, string> { [rows - 1] = "运行 & on" } : new Dictionary<int, string>(),
        };

    [Fact]
    public void What_is_written_is_read_back() => Prop.ForAll(s_batches.ToArbitrary(), batch =>
    {
        var bytes = ReadingsCodec.Encode(batch);
        return ReadingsCodec.TryDecode(bytes, out var read, out _) && Same(batch, read) && bytes.AsSpan().SequenceEqual(ReadingsCodec.Encode(read));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_truncation_is_refused() => Prop.ForAll(s_batches.ToArbitrary(), batch =>
    {
        var bytes = ReadingsCodec.Encode(batch);
        return Enumerable.Range(0, bytes.Length).All(length => !ReadingsCodec.TryDecode(bytes[..length], out _, out var error) && error.Length > 0)
            && !ReadingsCodec.TryDecode([.. bytes, 0], out _, out _);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_flipped_bit_is_refused_or_gives_a_whole_batch() => Prop.ForAll(s_batches.ToArbitrary(), batch =>
    {
        var bytes = ReadingsCodec.Encode(batch);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (ReadingsCodec.TryDecode(bytes, out var read, out _) && !IsWhole(read))
            {
                return false;
            }

            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new byte[] { 2, 0 })]
    [InlineData(new byte[0])]
    public void Another_version_and_nothing_at_all_are_refused(byte[] bytes) => ReadingsCodec.TryDecode(bytes, out _, out _).ShouldBeFalse();

    [Fact]
    public void A_count_that_cannot_be_is_refused_before_memory_is_promised()
    {
        var batch = OneSecond(0);
        var bytes = ReadingsCodec.Encode(batch);
        var rows = bytes.Length - 2;
        byte[] damaged = [.. bytes[..rows], 0xFF, 0xFF, 0xFF, 0x7F, .. bytes[(rows + 1)..]];

        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadingsCodec.TryDecode(damaged, out _, out _).ShouldBeFalse();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void A_reading_takes_about_a_dozen_bytes()
    {
        var bytes = ReadingsCodec.Encode(OneSecond(1_000));
        (bytes.Length / 1_000.0).ShouldBeLessThan(24);
        (ReadingsCodec.Encode(Many(OneSecond(1_000), 10)).Length / 10_000.0).ShouldBeLessThan(16);
    }

    private static ReadingsBatch OneSecond(int points) => new()
    {
        Epoch = new string('a', 32), Range = new SequenceRange(10, 20), SentAt = 5, FirstTime = 1_000_000, LastTime = 2_000_000, IsHistorical = false,
        PointIds = [.. Enumerable.Range(0, points).Select(i => $"gas.{i}")], Points = [.. Enumerable.Range(0, points)],
        Times = [.. Enumerable.Repeat(1_000_000L, points)], Values = [.. Enumerable.Repeat(1.5, points)], Qualities = new byte[points], Flags = new byte[points],
    };

    private static ReadingsBatch Many(ReadingsBatch one, int times) => one with
    {
        Points = [.. Enumerable.Repeat(one.Points, times).SelectMany(x => x)], Times = [.. Enumerable.Repeat(one.Times, times).SelectMany(x => x)],
        Values = [.. Enumerable.Repeat(one.Values, times).SelectMany(x => x)], Qualities = new byte[one.Count * times], Flags = new byte[one.Count * times],
    };

    private static bool IsWhole(ReadingsBatch batch) =>
        batch.Range.UpTo >= batch.Range.After && new[] { batch.Times.Count, batch.Values.Count, batch.Qualities.Count, batch.Flags.Count }.All(count => count == batch.Count)
        && batch.Points.All(point => point >= 0 && point < batch.PointIds.Count) && batch.Texts.Keys.All(row => row >= 0 && row < batch.Count);

    private static bool Same(ReadingsBatch left, ReadingsBatch right) =>
        (left.Epoch, left.Range, left.SentAt, left.FirstTime, left.LastTime, left.IsHistorical) == (right.Epoch, right.Range, right.SentAt, right.FirstTime, right.LastTime, right.IsHistorical)
        && left.PointIds.SequenceEqual(right.PointIds) && left.Points.SequenceEqual(right.Points) && left.Times.SequenceEqual(right.Times)
        && left.Values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(right.Values.Select(BitConverter.DoubleToInt64Bits))
        && left.Qualities.SequenceEqual(right.Qualities) && left.Flags.SequenceEqual(right.Flags) && left.Texts.SequenceEqual(right.Texts);
}
