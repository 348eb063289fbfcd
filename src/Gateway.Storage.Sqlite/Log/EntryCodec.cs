using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;

namespace Gateway.Storage.Sqlite.Log;

internal readonly record struct LoggedReading(int DurablePoint, double Value, long SourceTime, Quality Quality, DetectorFlags Flags, string? Text);

internal static class EntryCodec
{
    public static void Encode(ReadingBatch batch, Func<int, int> durableNumber, IBufferWriter<byte> writer)
    {
        var readings = batch.Readings;
        var span = writer.GetSpan(12 + (readings.Length * 22));
        BinaryPrimitives.WriteInt64LittleEndian(span, batch.ReceivedTime);
        BinaryPrimitives.WriteInt32LittleEndian(span[8..], readings.Length);
        var at = 12;
        foreach (ref readonly var reading in readings)
        {
            BinaryPrimitives.WriteInt32LittleEndian(span[at..], durableNumber(reading.Point));
            BinaryPrimitives.WriteDoubleLittleEndian(span[(at + 4)..], reading.Value);
            BinaryPrimitives.WriteInt64LittleEndian(span[(at + 12)..], reading.SourceTime);
            span[at + 20] = (byte)reading.Quality;
            span[at + 21] = (byte)reading.Flags;
            at += 22;
        }

        writer.Advance(at);
        var texts = JsonSerializer.SerializeToUtf8Bytes(batch.Texts);
        writer.Write(texts);
    }

    public static List<LoggedReading> Decode(ReadOnlySpan<byte> payload)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(payload[8..]);
        var texts = JsonSerializer.Deserialize<Dictionary<int, string>?>(Encoding.UTF8.GetString(payload[(12 + (count * 22))..]));
        var readings = new List<LoggedReading>(count);
        for (var i = 0; i < count; i++)
        {
            var item = payload.Slice(12 + (i * 22), 22);
            readings.Add(new LoggedReading(
                BinaryPrimitives.ReadInt32LittleEndian(item), BinaryPrimitives.ReadDoubleLittleEndian(item[4..]),
                BinaryPrimitives.ReadInt64LittleEndian(item[12..]), (Quality)item[20], (DetectorFlags)item[21], texts?.GetValueOrDefault(i)));
        }

        return readings;
    }

    public static byte[] Encode(AlarmTransition transition) => JsonSerializer.SerializeToUtf8Bytes(transition, Options);

    public static byte[] Encode(WarningEvent warning) => JsonSerializer.SerializeToUtf8Bytes(warning, Options);

    public static AlarmTransition? DecodeTransition(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize<AlarmTransition>(payload, Options);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
