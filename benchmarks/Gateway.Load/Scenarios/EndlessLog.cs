using System.Buffers;
using System.Buffers.Binary;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Load.Scenarios;

/// <summary>A log that never ends: the same readings, each entry a second later. What a reader does with it is all that costs.</summary>
internal sealed class EndlessLog : IDurableLog
{
    /// <summary>Readings in one entry.</summary>
    public const int ReadingsPerEntry = 100;

    private readonly byte[][] _payloads;
    private readonly long _start;
    private long _cursor;

    public EndlessLog(int points, long start)
    {
        _start = start;
        _payloads = [.. Enumerable.Range(0, points / ReadingsPerEntry).Select(i => Encode(i * ReadingsPerEntry, start))];
    }

    public long LastSequence => long.MaxValue;

    public long FirstSequence => 1;

    /// <summary>Where the only reader stands. Any thread.</summary>
    public long Cursor => Interlocked.Read(ref _cursor);

    public IReadOnlyList<LogEntry> ReadAfter(long sequence, int maxBytes)
    {
        var entries = new List<LogEntry>();
        while (maxBytes > 0)
        {
            var payload = _payloads[sequence % _payloads.Length].AsSpan().ToArray();
            BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(1), _start + (sequence / _payloads.Length * TimeSpan.TicksPerSecond));
            entries.Add(new LogEntry(++sequence, 0, LogEntryKind.Readings, payload));
            maxBytes -= payload.Length;
        }

        return entries;
    }

    public ValueTask WaitForAsync(long sequence, CancellationToken cancellation) => ValueTask.CompletedTask;

    public long GetCursor(string reader) => Cursor;

    public void SetCursor(string reader, long sequence) => Interlocked.Exchange(ref _cursor, sequence);

    public void Append(IReadOnlyList<ReadingBatch> batches) => throw new NotSupportedException();

    public void AppendEvent(LogEvent logEvent) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static byte[] Encode(int firstPoint, long time)
    {
        var batch = new BatchPool().Rent(0, time);
        for (var i = 0; i < ReadingsPerEntry; i++)
        {
            batch.Add(new Reading(firstPoint + i, Math.Round((firstPoint + i) * 0.37, 2), time, Quality.Good));
        }

        var output = new ArrayBufferWriter<byte>();
        LogCodec.Encode(batch, index => index, output);
        return output.WrittenSpan.ToArray();
    }
}
