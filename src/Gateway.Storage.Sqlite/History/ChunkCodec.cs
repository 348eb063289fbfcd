using System.Numerics;
using Gateway.Core.Measurements;

namespace Gateway.Storage.Sqlite.History;

/// <summary>
/// The blob of one point and hour: times as delta of delta in the coarsest unit that holds them all, values as XOR with the
/// one before with its empty bytes left out (after Pelkonen et al., "Gorilla", VLDB 2015, on bytes instead of bits),
/// qualities and flags as runs, then the texts.
/// </summary>
internal static class ChunkCodec
{
    private const byte Version = 1;
    private const int MostSamples = 1 << 28;

    private static readonly long[] Units = [TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerMicrosecond, 1];

    /// <param name="samples">Sorted by time.</param>
    /// <param name="origin">Start of the hour, UTC ticks.</param>
    public static void Encode(IReadOnlyList<RawSample> samples, long origin, ByteWriter writer)
    {
        writer.Byte(Version);
        writer.Unsigned((ulong)samples.Count);
        EncodeTimes(samples, origin, writer);
        EncodeValues(samples, writer);
        EncodeQualities(samples, writer);
        EncodeTexts(samples, writer);
    }

    /// <summary>Appends the samples of a blob.</summary>
    /// <exception cref="InvalidDataException">The blob is damaged.</exception>
    public static void Decode(ReadOnlySpan<byte> data, long origin, List<RawSample> into)
    {
        var reader = new ByteReader(data);
        if (reader.Byte() != Version)
        {
            throw new InvalidDataException("The blob has an unknown version.");
        }

        var count = reader.Count(Math.Min(MostSamples, data.Length));
        var times = DecodeTimes(ref reader, count, origin);
        var values = DecodeValues(ref reader, count);
        var marks = DecodeQualities(ref reader, count);
        var texts = DecodeTexts(ref reader, count);
        for (var i = 0; i < count; i++)
        {
            into.Add(new RawSample(times[i], values[i], marks[i].Quality, marks[i].Flags, texts?.GetValueOrDefault(i)));
        }
    }

    private static void EncodeTimes(IReadOnlyList<RawSample> samples, long origin, ByteWriter writer)
    {
        var unit = Array.FindIndex(Units, u => samples.All(s => (s.Time - origin) % u == 0));
        writer.Byte((byte)unit);
        var (last, step) = (0L, 0L);
        foreach (var sample in samples)
        {
            var at = (sample.Time - origin) / Units[unit];
            writer.Signed(at - last - step);
            (step, last) = (at - last, at);
        }
    }

    private static long[] DecodeTimes(ref ByteReader reader, int count, long origin)
    {
        var unit = Units[reader.Byte() & 3];
        var times = new long[count];
        var (last, step) = (0L, 0L);
        for (var i = 0; i < count; i++)
        {
            step += reader.Signed();
            last += step;
            times[i] = HistoryTime.Checked(origin, last, unit);
        }

        return times;
    }

    /// <summary>Each value: 0 for the same as before, else the count of leading zero bytes and of bytes that follow, then those bytes.</summary>
    private static void EncodeValues(IReadOnlyList<RawSample> samples, ByteWriter writer)
    {
        var last = 0UL;
        foreach (var sample in samples)
        {
            var bits = BitConverter.DoubleToUInt64Bits(sample.Value);
            var changed = bits ^ last;
            last = bits;
            var (leading, trailing) = (BitOperations.LeadingZeroCount(changed) / 8, BitOperations.TrailingZeroCount(changed) / 8);
            var bytes = changed == 0 ? 0 : 8 - leading - trailing;
            writer.Byte(changed == 0 ? (byte)0 : (byte)((leading << 4) | bytes));
            for (var i = 0; i < bytes; i++)
            {
                writer.Byte((byte)(changed >> (8 * (trailing + i))));
            }
        }
    }

    private static double[] DecodeValues(ref ByteReader reader, int count)
    {
        var values = new double[count];
        var last = 0UL;
        for (var i = 0; i < count; i++)
        {
            var control = reader.Byte();
            var (leading, bytes) = (control >> 4, control & 15);
            var trailing = 8 - leading - bytes;
            if (trailing < 0)
            {
                throw new InvalidDataException("A value in the blob is damaged.");
            }

            for (var b = 0; b < bytes; b++)
            {
                last ^= (ulong)reader.Byte() << (8 * (trailing + b));
            }

            values[i] = BitConverter.UInt64BitsToDouble(last);
        }

        return values;
    }

    private static void EncodeQualities(IReadOnlyList<RawSample> samples, ByteWriter writer)
    {
        for (var i = 0; i < samples.Count;)
        {
            var run = 1;
            while (i + run < samples.Count && samples[i + run].Quality == samples[i].Quality && samples[i + run].Flags == samples[i].Flags)
            {
                run++;
            }

            writer.Unsigned((ulong)run);
            writer.Byte((byte)samples[i].Quality);
            writer.Byte((byte)samples[i].Flags);
            i += run;
        }
    }

    private static (Quality Quality, DetectorFlags Flags)[] DecodeQualities(ref ByteReader reader, int count)
    {
        var marks = new (Quality, DetectorFlags)[count];
        for (var i = 0; i < count;)
        {
            var run = Math.Max(1, reader.Count(count - i));
            marks.AsSpan(i, run).Fill(((Quality)reader.Byte(), (DetectorFlags)reader.Byte()));
            i += run;
        }

        return marks;
    }

    private static void EncodeTexts(IReadOnlyList<RawSample> samples, ByteWriter writer)
    {
        writer.Unsigned((ulong)samples.Count(s => s.Text is not null));
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples[i].Text is { } text)
            {
                writer.Unsigned((ulong)i);
                writer.Text(text);
            }
        }
    }

    private static Dictionary<int, string>? DecodeTexts(ref ByteReader reader, int count)
    {
        var texts = reader.Count(count);
        if (texts == 0)
        {
            return null;
        }

        var byPosition = new Dictionary<int, string>(texts);
        for (var i = 0; i < texts; i++)
        {
            byPosition[reader.Count(count)] = reader.Text();
        }

        return byPosition;
    }
}
