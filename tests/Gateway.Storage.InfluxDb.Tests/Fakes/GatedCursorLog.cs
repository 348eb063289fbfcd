using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;

namespace Gateway.Storage.InfluxDb.Tests.Fakes;

/// <summary>A log whose cursor can be written only once the test allows it, like one on a slow disk.</summary>
internal sealed class GatedCursorLog(IDurableLog inner, Func<bool> allowed) : IDurableLog
{
    public long LastSequence => inner.LastSequence;

    public long FirstSequence => inner.FirstSequence;

    public void Append(IReadOnlyList<ReadingBatch> batches) => inner.Append(batches);

    public void AppendEvent(LogEvent logEvent) => inner.AppendEvent(logEvent);

    public ValueTask WaitForAsync(long sequence, CancellationToken cancellation) => inner.WaitForAsync(sequence, cancellation);

    public IReadOnlyList<LogEntry> ReadAfter(long sequence, int maxBytes) => inner.ReadAfter(sequence, maxBytes);

    public long GetCursor(string reader) => inner.GetCursor(reader);

    public void SetCursor(string reader, long sequence)
    {
        if (!SpinWait.SpinUntil(allowed, TimeSpan.FromSeconds(10)))
        {
            throw new DurableLogException("the cursor was never allowed to move");
        }

        inner.SetCursor(reader, sequence);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
