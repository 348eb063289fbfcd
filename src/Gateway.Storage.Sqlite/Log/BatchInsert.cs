using System.Buffers;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>Writes what a batch carries as entries of the log, and what hangs on them: the alarms as they are now, the index of occurrences, the state of the judging. Inside the caller's transaction.</summary>
internal sealed class BatchInsert(SqliteConnection connection, EntryInsert entries, PointDictionary points) : IDisposable
{
    private const int BufferBytes = 32 * 1024;

    /// <summary>A larger buffer is not kept after the batch that needed it.</summary>
    private const int MostBufferKept = 512 * 1024;

    private readonly AlarmJournal _alarms = new(connection);
    private readonly JudgingTable _judging = new(connection);
    private readonly OccurrenceIndex _occurrences = new(connection);
    private readonly Func<int, int> _numberOf = points.NumberOf;
    private ArrayBufferWriter<byte> _buffer = new(BufferBytes);

    /// <param name="next">Sequence of the first entry.</param>
    /// <returns>The sequence after the last.</returns>
    public long Run(IReadOnlyList<ReadingBatch> batches, long now, long next)
    {
        for (var i = 0; i < batches.Count; i++)
        {
            next = Run(batches[i], now, next);
        }

        if (_buffer.Capacity > MostBufferKept)
        {
            _buffer = new ArrayBufferWriter<byte>(BufferBytes);
        }

        return next;
    }

    public void Dispose()
    {
        _alarms.Dispose();
        _judging.Dispose();
        _occurrences.Dispose();
    }

    private long Run(ReadingBatch batch, long now, long next)
    {
        if (batch.Mark is { } mark)
        {
            _buffer.ResetWrittenCount();
            LogCodec.EncodeMark(mark, _buffer);
            entries.Run(next++, now, LogEntryKind.Judging, 0, _buffer.WrittenSpan);
        }

        if (batch.Count > 0)
        {
            _buffer.ResetWrittenCount();
            LogCodec.Encode(batch, _numberOf, _buffer);
            entries.Run(next++, now, LogEntryKind.Readings, batch.Count, _buffer.WrittenSpan);
        }

        foreach (var transition in batch.Transitions)
        {
            _buffer.ResetWrittenCount();
            LogCodec.EncodeTransition(transition, _buffer);
            _occurrences.Add(next, transition);
            entries.Run(next++, now, LogEntryKind.Transition, 0, _buffer.WrittenSpan);
            _alarms.Apply(transition, _buffer.WrittenSpan);
        }

        foreach (var warning in batch.Warnings)
        {
            _buffer.ResetWrittenCount();
            LogCodec.EncodeWarning(warning, _buffer);
            entries.Run(next++, now, LogEntryKind.Warning, 0, _buffer.WrittenSpan);
        }

        if (batch.Judging is { } state)
        {
            _judging.Save(next - 1, state.Span);
        }

        return next;
    }
}
