using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Gateway.Contracts.V1.Link;

/// <summary>
/// Bytes of a <see cref="ReadingsBatch"/>, version 1, little endian. A text is its UTF-8 length as 7-bit integer and the bytes; a count is a 7-bit integer:
/// <c>[1] 1, [1] historical, text epoch, runs, runs x { text id, [8] first }, [8] after, [8] up to, [8] sent, [8] first, [8] last, count, count x text point id, rows,
/// rows x 7-bit position, rows x 7-bit zigzag time (minus the row before, the first minus "first"), rows x [8] value, rows x [1] quality, rows x [1] flags,
/// texts, texts x { 7-bit row, text }</c>. Stateless; any thread.
/// </summary>
public static class ReadingsCodec
{
    public const int MaxPoints = 100_000;
    public const int MaxRows = 1_000_000;
    private const byte Version = 1;

    // Position, time, value, quality and flags of a row take at least so many bytes: a damaged count cannot make the decoder promise itself gigabytes.
    private const int SmallestRow = 1 + 1 + sizeof(double) + 2;

    public static byte[] Encode(ReadingsBatch batch)
    {
        using var stream = new MemoryStream(64 + (batch.PointIds.Count * 24) + (batch.Count * 16));
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        WriteHeader(writer, batch);
        WriteRows(writer, batch);
        writer.Write7BitEncodedInt(batch.Texts.Count);
        foreach (var (row, text) in batch.Texts)
        {
            writer.Write7BitEncodedInt(row);
            writer.Write(text);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>False, with the reason, when the bytes are no whole batch of this version.</summary>
    public static bool TryDecode(byte[] bytes, [NotNullWhen(true)] out ReadingsBatch? batch, out string error)
    {
        (batch, error) = (null, "");
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        try
        {
            batch = Read(reader, bytes.Length);
            return true;
        }
        catch (Exception damage) when (damage is EndOfStreamException or FormatException or InvalidDataException or IOException or ArgumentException or OverflowException)
        {
            error = damage.Message;
            return false;
        }
    }

    private static void WriteHeader(BinaryWriter writer, ReadingsBatch batch)
    {
        writer.Write(Version);
        writer.Write(batch.IsHistorical);
        writer.Write(batch.Epoch);
        writer.Write7BitEncodedInt(batch.Runs.Count);
        foreach (var run in batch.Runs)
        {
            writer.Write(run.Id);
            writer.Write(run.First);
        }

        writer.Write(batch.Range.After);
        writer.Write(batch.Range.UpTo);
        writer.Write(batch.SentAt);
        writer.Write(batch.FirstTime);
        writer.Write(batch.LastTime);
        writer.Write7BitEncodedInt(batch.PointIds.Count);
        foreach (var id in batch.PointIds)
        {
            writer.Write(id);
        }
    }

    private static void WriteRows(BinaryWriter writer, ReadingsBatch batch)
    {
        var rows = batch.Count;
        writer.Write7BitEncodedInt(rows);
        for (var row = 0; row < rows; row++)
        {
            writer.Write7BitEncodedInt(batch.Points[row]);
        }

        var before = batch.FirstTime;
        for (var row = 0; row < rows; row++)
        {
            var step = batch.Times[row] - before;
            writer.Write7BitEncodedInt64((step << 1) ^ (step >> 63));
            before = batch.Times[row];
        }

        for (var row = 0; row < rows; row++)
        {
            writer.Write(batch.Values[row]);
        }

        for (var row = 0; row < rows; row++)
        {
            writer.Write(batch.Qualities[row]);
        }

        for (var row = 0; row < rows; row++)
        {
            writer.Write(batch.Flags[row]);
        }
    }

    private static ReadingsBatch Read(BinaryReader reader, int length)
    {
        Demand(reader.ReadByte() == Version, "unknown version");
        var historical = reader.ReadBoolean();
        var epoch = reader.ReadString();
        var runs = ReadRuns(reader);
        var range = new SequenceRange(reader.ReadInt64(), reader.ReadInt64());
        Demand(range.After >= 0 && range.UpTo >= range.After, "range of sequences");
        var (sent, first, last) = (Time(reader.ReadInt64()), Time(reader.ReadInt64()), Time(reader.ReadInt64()));
        var ids = ReadIds(reader, length);
        var rows = Count(reader, MaxRows, length / SmallestRow, "rows");
        var points = Column(rows, () => Position(reader, ids.Length));
        var before = first;
        var times = Column(rows, () => before = Time(before + ZigZag(reader.Read7BitEncodedInt64())));
        var values = Column(rows, reader.ReadDouble);
        var batch = new ReadingsBatch
        {
            Epoch = epoch, Runs = runs, Range = range, SentAt = sent, FirstTime = first, LastTime = last, IsHistorical = historical, PointIds = ids, Points = points, Times = times,
            Values = values, Qualities = Exactly(reader, rows), Flags = Exactly(reader, rows), Texts = ReadTexts(reader, rows),
        };
        Demand(reader.BaseStream.Position == length, "bytes after the end");
        return batch;
    }

    private static LinkRun[] ReadRuns(BinaryReader reader)
    {
        var runs = Column(Count(reader, LinkRuns.Most, LinkRuns.Most, "runs"), () => new LinkRun(reader.ReadString(), reader.ReadInt64()));
        Demand(LinkRuns.AreValid(runs), "runs");
        return runs;
    }

    private static string[] ReadIds(BinaryReader reader, int length) =>
        Column(Count(reader, MaxPoints, length, "points"), () =>
        {
            var id = reader.ReadString();
            Demand(id.Length is > 0 and <= 64, "point id");
            return id;
        });

    private static Dictionary<int, string> ReadTexts(BinaryReader reader, int rows)
    {
        var texts = new Dictionary<int, string>();
        for (var left = Count(reader, rows, rows, "texts"); left > 0; left--)
        {
            texts[Position(reader, rows)] = reader.ReadString();
        }

        return texts;
    }

    private static byte[] Exactly(BinaryReader reader, int count)
    {
        var bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException("column cut short");
    }

    private static T[] Column<T>(int rows, Func<T> next)
    {
        var column = new T[rows];
        for (var row = 0; row < rows; row++)
        {
            column[row] = next();
        }

        return column;
    }

    private static int Count(BinaryReader reader, int most, int possible, string what)
    {
        var count = reader.Read7BitEncodedInt();
        Demand(count >= 0 && count <= most && count <= possible, "count of " + what);
        return count;
    }

    private static int Position(BinaryReader reader, int count)
    {
        var position = reader.Read7BitEncodedInt();
        Demand(position >= 0 && position < count, "position");
        return position;
    }

    private static long ZigZag(long value) => (long)((ulong)value >> 1) ^ -(value & 1);

    private static long Time(long ticks)
    {
        Demand(ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks, "time");
        return ticks;
    }

    private static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"not a readings batch: {what}");
        }
    }
}
