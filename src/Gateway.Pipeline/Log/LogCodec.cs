using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;

namespace Gateway.Pipeline.Log;

/// <summary>
/// Payloads of log entries. Readings are binary, version 1, little endian:
/// <c>[1] version, [8] received ticks, varint count, count x { varint point, zigzag varint (source - received) ticks, [8] value,
/// [1] quality, [1] flags }, varint texts, texts x { varint position, varint bytes, UTF-8 }</c>.
/// Everything else is JSON. Stateless; any thread.
/// </summary>
public static class LogCodec
{
    private const byte Version = 1;
    private const int HeaderSize = 1 + sizeof(long) + Varint.MaxSize;
    private const int LargestReading = Varint.MaxSize + Varint.MaxSize + sizeof(double) + 2;

    // A reading takes at least 12 bytes, so a damaged count cannot make the decoder promise itself gigabytes.
    private const int SmallestReading = 1 + 1 + sizeof(double) + 2;

    /// <summary>Encodes the readings and texts of a batch; its transitions and warnings are entries of their own.</summary>
    /// <param name="durableNumber">The log's number for a running point index; must be 0 or more.</param>
    public static void Encode(ReadingBatch batch, Func<int, int> durableNumber, IBufferWriter<byte> output)
    {
        EncodeHeader(batch, output);
        var readings = batch.Readings;
        const int Chunk = 128;
        for (var start = 0; start < readings.Length; start += Chunk)
        {
            EncodeReadings(readings.Slice(start, Math.Min(Chunk, readings.Length - start)), batch.ReceivedTime, durableNumber, output);
        }

        EncodeTexts(batch.Texts, output);
    }

    /// <summary>Appends the readings to <paramref name="into"/>; false, with nothing appended, when the payload is damaged.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> payload, List<LoggedReading> into)
    {
        var before = into.Count;
        if (DecodeReadings(ref payload, into) && DecodeTexts(ref payload, into, before) && payload.IsEmpty)
        {
            return true;
        }

        into.RemoveRange(before, into.Count - before);
        return false;
    }

    /// <inheritdoc cref="TryDecode"/>
    /// <exception cref="InvalidDataException">The payload is damaged.</exception>
    public static IReadOnlyList<LoggedReading> Decode(ReadOnlySpan<byte> payload)
    {
        var readings = new List<LoggedReading>();
        return TryDecode(payload, readings) ? readings : throw new InvalidDataException("The log entry is not a readable batch of readings.");
    }

    public static void EncodeTransition(AlarmTransition transition, IBufferWriter<byte> output) =>
        EncodeJson(transition, LogJsonContext.Default.AlarmTransition, output);

    /// <exception cref="JsonException">The payload is damaged.</exception>
    public static AlarmTransition DecodeTransition(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LogJsonContext.Default.AlarmTransition) ?? throw new JsonException("empty transition");

    /// <summary>Null when the payload is damaged.</summary>
    public static AlarmTransition? TryDecodeTransition(ReadOnlySpan<byte> payload)
    {
        try
        {
            return DecodeTransition(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static void EncodeWarning(WarningEvent warning, IBufferWriter<byte> output) =>
        EncodeJson(warning, LogJsonContext.Default.WarningEvent, output);

    /// <exception cref="JsonException">The payload is damaged.</exception>
    public static WarningEvent DecodeWarning(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LogJsonContext.Default.WarningEvent) ?? throw new JsonException("empty warning");

    public static void EncodeMark(JudgingMark mark, IBufferWriter<byte> output) => EncodeJson(mark, LogJsonContext.Default.JudgingMark, output);

    /// <exception cref="JsonException">The payload is damaged.</exception>
    public static JudgingMark DecodeMark(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LogJsonContext.Default.JudgingMark) ?? throw new JsonException("empty mark");

    private static void EncodeJson<T>(T value, JsonTypeInfo<T> type, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(writer, value, type);
    }

    private static void EncodeHeader(ReadingBatch batch, IBufferWriter<byte> output)
    {
        var span = output.GetSpan(HeaderSize);
        span[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], batch.ReceivedTime);
        output.Advance(1 + sizeof(long) + Varint.Write(span[(1 + sizeof(long))..], (ulong)batch.Count));
    }

    private static void EncodeReadings(ReadOnlySpan<Reading> readings, long received, Func<int, int> durableNumber, IBufferWriter<byte> output)
    {
        var span = output.GetSpan(readings.Length * LargestReading);
        var at = 0;
        foreach (ref readonly var reading in readings)
        {
            at += Varint.Write(span[at..], (ulong)durableNumber(reading.Point));
            at += Varint.Write(span[at..], Varint.ZigZag(reading.SourceTime - received));
            BinaryPrimitives.WriteDoubleLittleEndian(span[at..], reading.Value);
            span[at + sizeof(double)] = (byte)reading.Quality;
            span[at + sizeof(double) + 1] = (byte)reading.Flags;
            at += sizeof(double) + 2;
        }

        output.Advance(at);
    }

    private static void EncodeTexts(Dictionary<int, string>? texts, IBufferWriter<byte> output)
    {
        var count = output.GetSpan(Varint.MaxSize);
        output.Advance(Varint.Write(count, (ulong)(texts?.Count ?? 0)));
        if (texts is null)
        {
            return;
        }

        foreach (var (position, text) in texts)
        {
            var bytes = Encoding.UTF8.GetByteCount(text);
            var span = output.GetSpan((2 * Varint.MaxSize) + bytes);
            var at = Varint.Write(span, (ulong)position);
            at += Varint.Write(span[at..], (ulong)bytes);
            output.Advance(at + Encoding.UTF8.GetBytes(text, span[at..]));
        }
    }

    private static bool DecodeReadings(ref ReadOnlySpan<byte> payload, List<LoggedReading> into)
    {
        if (payload.Length < 1 + sizeof(long) || payload[0] != Version)
        {
            return false;
        }

        var received = BinaryPrimitives.ReadInt64LittleEndian(payload[1..]);
        payload = payload[(1 + sizeof(long))..];
        if (!Varint.TryRead(ref payload, out var count) || count > (ulong)(payload.Length / SmallestReading))
        {
            return false;
        }

        for (var i = 0UL; i < count; i++)
        {
            if (!Varint.TryRead(ref payload, out var point) || point > int.MaxValue || !Varint.TryRead(ref payload, out var offset)
                || payload.Length < sizeof(double) + 2)
            {
                return false;
            }

            into.Add(new LoggedReading(
                (int)point, BinaryPrimitives.ReadDoubleLittleEndian(payload), received + Varint.UnZigZag(offset), received,
                (Quality)payload[sizeof(double)], (DetectorFlags)payload[sizeof(double) + 1], null));
            payload = payload[(sizeof(double) + 2)..];
        }

        return true;
    }

    private static bool DecodeTexts(ref ReadOnlySpan<byte> payload, List<LoggedReading> into, int first)
    {
        if (!Varint.TryRead(ref payload, out var count) || count > (ulong)payload.Length)
        {
            return false;
        }

        for (var i = 0UL; i < count; i++)
        {
            if (!Varint.TryRead(ref payload, out var position) || position >= (ulong)(into.Count - first)
                || !Varint.TryRead(ref payload, out var bytes) || bytes > (ulong)payload.Length)
            {
                return false;
            }

            var index = first + (int)position;
            into[index] = into[index] with { Text = Encoding.UTF8.GetString(payload[..(int)bytes]) };
            payload = payload[(int)bytes..];
        }

        return true;
    }
}
