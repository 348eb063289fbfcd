using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Tests.Stages;

/// <summary>A log in memory that can be made to fail or to hang.</summary>
internal sealed class MemoryLog : IDurableLog
{
    private readonly Lock _gate = new();
    private readonly List<LogEntry> _entries = [];
    private readonly Dictionary<string, long> _cursors = [];
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<Reading> Readings { get; } = [];

    public List<AlarmTransition> Transitions { get; } = [];

    public List<LogEvent> Events { get; } = [];

    public List<int> Commits { get; } = [];

    /// <summary>What a replay gets besides the values: when each batch with readings was judged, in order.</summary>
    public List<long> JudgedAt { get; } = [];

    /// <summary>Each state of judging that was stored.</summary>
    public List<ReadOnlyMemory<byte>> Remembered { get; } = [];

    /// <summary>In order.</summary>
    public List<JudgingMark> Marks { get; } = [];

    public volatile bool Fails;

    /// <summary>Append waits while this is reset.</summary>
    public ManualResetEventSlim Open { get; } = new(initialState: true);

    public long LastSequence => Locked(() => (long)_entries.Count);

    public long FirstSequence => LastSequence == 0 ? 0 : 1;

    public T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    public void Append(IReadOnlyList<ReadingBatch> batches)
    {
        Open.Wait(TimeSpan.FromSeconds(30));
        lock (_gate)
        {
            if (Fails)
            {
                throw new DurableLogException("disk full");
            }

            Commits.Add(batches.Count);
            foreach (var batch in batches)
            {
                Readings.AddRange(batch.Readings);
                if (batch.Count > 0)
                {
                    JudgedAt.Add(batch.ReceivedTime);
                }

                if (batch.Judging is { } state)
                {
                    Remembered.Add(state);
                }

                if (batch.Mark is { } mark)
                {
                    Marks.Add(mark);
                }

                Transitions.AddRange(batch.Transitions);
                batch.Warnings.ForEach(AddWarning);
            }

            Grow();
        }
    }

    public void AppendEvent(LogEvent logEvent)
    {
        lock (_gate)
        {
            if (Fails)
            {
                throw new DurableLogException("disk full");
            }

            Events.Add(logEvent);
            Grow();
        }
    }

    public async ValueTask WaitForAsync(long sequence, CancellationToken cancellation)
    {
        while (true)
        {
            var (there, grown) = Locked(() => (_entries.Count > sequence, _grown.Task));
            if (there)
            {
                return;
            }

            await grown.WaitAsync(cancellation);
        }
    }

    public IReadOnlyList<LogEntry> ReadAfter(long sequence, int maxBytes) => Locked(() => _entries.Skip((int)sequence).ToList());

    public long GetCursor(string reader) => Locked(() => _cursors.GetValueOrDefault(reader));

    public void SetCursor(string reader, long sequence) => Locked(() => _cursors[reader] = sequence);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void AddWarning(WarningEvent warning)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        LogCodec.EncodeWarning(warning, buffer);
        _entries.Add(new LogEntry(_entries.Count + 1, long.MaxValue, LogEntryKind.Warning, buffer.WrittenMemory.ToArray()));
    }

    private void Grow()
    {
        _grown.TrySetResult();
        _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
