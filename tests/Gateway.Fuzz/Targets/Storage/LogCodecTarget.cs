using System.Buffers;
using Gateway.Core.Measurements;
using Gateway.Fuzz.Engine;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;

namespace Gateway.Fuzz.Targets.Storage;

/// <summary>Payloads of the log's readings: nothing, or readings that, encoded again, are the same.</summary>
internal sealed class LogCodecTarget : FuzzTarget
{
    private readonly BatchPool _pool = new();

    public override string Name => "log-readings";

    public override IEnumerable<byte[]> Seeds()
    {
        var time = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var batch = _pool.Rent(0, time);
        yield return Encoded(batch, point => point);
        batch.Add(new Reading(3, 1.5, time - 7, Quality.Good));
        batch.AddText(new Reading(4, double.NaN, time, Quality.Uncertain, DetectorFlags.None), "开");
        yield return Encoded(batch, point => point);
        _pool.Return(batch);
    }

    public override string Execute(byte[] input)
    {
        var readings = new List<LoggedReading>();
        if (!LogCodec.TryDecode(input, readings))
        {
            Oracle.Demand(readings.Count == 0, "of a damaged payload nothing is taken");
            return "damaged";
        }

        if (readings.Count == 0)
        {
            return "empty";
        }

        var batch = _pool.Rent(0, readings[0].ReceivedTime);
        foreach (var reading in readings)
        {
            var plain = new Reading(reading.DurablePoint, reading.Value, reading.SourceTime, reading.Quality, reading.Flags);
            if (reading.Text is { } text)
            {
                batch.AddText(plain, text);
            }
            else
            {
                batch.Add(plain);
            }
        }

        var written = Encoded(batch, point => point);
        _pool.Return(batch);
        var again = LogCodec.Decode(written);
        Oracle.Demand(again.SequenceEqual(readings, SameBits.Instance), "what is decoded, encoded again, is the same");
        return $"readings {Math.Min(readings.Count, 6)} {readings.Count(reading => reading.Text is not null)}";
    }

    private static byte[] Encoded(ReadingBatch batch, Func<int, int> number)
    {
        var output = new ArrayBufferWriter<byte>();
        LogCodec.Encode(batch, number, output);
        return output.WrittenSpan.ToArray();
    }

    private sealed class SameBits : IEqualityComparer<LoggedReading>
    {
        public static SameBits Instance { get; } = new();

        public bool Equals(LoggedReading x, LoggedReading y) =>
            BitConverter.DoubleToInt64Bits(x.Value) == BitConverter.DoubleToInt64Bits(y.Value) && x with { Value = 0 } == y with { Value = 0 };

        public int GetHashCode(LoggedReading obj) => obj.DurablePoint;
    }
}
