using System.Buffers;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Testing.Storage;

/// <summary>The log's port in memory; durable numbers are the running indexes.</summary>
public sealed class MemoryDurableLog : IDurableLog
{
    private readonly Lock _gate = new();
    private readonly List<LogEntry> _entries = [];
    private readonly Dictionary<string, long> _cursors = new(StringComparer.Ordinal);
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long LastSequence
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public long FirstSequence => LastSequence > 0 ? 1 : 0;

    /// <summary>Thrown by the next read, once.</summary>
    public Exception? ReadFails { get; set; }

    public void AppendReadings(params Reading[] readings)
    {
        var batch = new BatchPool().Rent(0, 0);
        foreach (var reading in readings)
        {
            batch.Add(reading);
        }

        Append([batch]);
    }

    public void Append(IReadOnlyList<ReadingBatch> batches)
    {
        foreach (var batch in batches)
        {
            var output = new ArrayBufferWriter<byte>();
            LogCodec.Encode(batch, i => i, output);
            AppendPayload(LogEntryKind.Readings, output.WrittenSpan.ToArray());
        }
    }

    public void AppendEvent(LogEvent logEvent) => AppendPayload(logEvent.Kind, System.Text.Encoding.UTF8.GetBytes(logEvent.Json));

    public void AppendPayload(LogEntryKind kind, byte[] payload)
    {
        lock (_gate)
        {
            _entries.Add(new LogEntry(_entries.Count + 1, 0, kind, payload));
            _more.TrySetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public ValueTask WaitForAsync(long sequence, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _entries.Count > sequence ? ValueTask.CompletedTask : new ValueTask(_more.Task.WaitAsync(cancellation));
        }
    }

    public IReadOnlyList<LogEntry> ReadAfter(long sequence, int maxBytes)
    {
        lock (_gate)
        {
            if (ReadFails is { } failure)
            {
                ReadFails = null;
                throw failure;
            }

            var room = (long)maxBytes;
            return [.. _entries.Skip((int)sequence).TakeWhile((e, i) => (room -= e.Payload.Length) > 0 || i == 0)];
        }
    }

    public long GetCursor(string reader)
    {
        lock (_gate)
        {
            return _cursors.GetValueOrDefault(reader);
        }
    }

    public void SetCursor(string reader, long sequence)
    {
        lock (_gate)
        {
            _cursors[reader] = sequence;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
