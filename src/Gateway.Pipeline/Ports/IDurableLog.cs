using Gateway.Pipeline.Batches;

namespace Gateway.Pipeline.Ports;

/// <summary>
/// The one place where data becomes durable. Append is called by one task only; the readers may run beside it.
/// Sequence numbers rise by one an entry and are never reused.
/// </summary>
public interface IDurableLog : IAsyncDisposable
{
    /// <summary>Appends all batches with their transitions and warnings in one transaction and syncs it to disk. All or nothing.</summary>
    /// <exception cref="DurableLogException">Nothing was stored (disk full, slow, gone).</exception>
    void Append(IReadOnlyList<ReadingBatch> batches);

    /// <summary>Appends one record that is not a batch: gap, system event, command of a person.</summary>
    void AppendEvent(LogEvent logEvent);

    /// <summary>Sequence of the newest committed entry; 0 when empty.</summary>
    long LastSequence { get; }

    /// <summary>Oldest entry still kept; 0 when empty.</summary>
    long FirstSequence { get; }

    /// <summary>Completes when an entry after <paramref name="sequence"/> is committed.</summary>
    ValueTask WaitForAsync(long sequence, CancellationToken cancellation);

    /// <summary>Entries after <paramref name="sequence"/>, oldest first, until <paramref name="maxBytes"/> of payload (at least one entry if there is any).</summary>
    IReadOnlyList<LogEntry> ReadAfter(long sequence, int maxBytes);

    /// <summary>Where a reader stands: everything up to and including it is done. 0 for a new reader.</summary>
    long GetCursor(string reader);

    /// <summary>Moves a reader forward, durably. Entries before the slowest cursor may be removed when the log is full.</summary>
    void SetCursor(string reader, long sequence);
}

/// <summary>The log could not store; the caller keeps what it has and tells its people.</summary>
public sealed class DurableLogException(string message, Exception? inner = null) : Exception(message, inner);

/// <param name="Sequence">Position in the log.</param>
/// <param name="Time">When it was committed, UTC ticks.</param>
/// <param name="Kind">What the payload is.</param>
/// <param name="Payload">Encoded; read it with the log codec of this project.</param>
public sealed record LogEntry(long Sequence, long Time, LogEntryKind Kind, ReadOnlyMemory<byte> Payload);

/// <summary>The numbers are stored; never reuse one.</summary>
public enum LogEntryKind : byte
{
    Readings = 1,
    Transition = 2,
    Warning = 3,
    Gap = 4,
    System = 5,
    Command = 6,

    /// <summary>What judging did without readings: started, let time pass, obeyed a person. With the readings it is all that a replay needs.</summary>
    Judging = 7,
}

/// <summary>A record beside the batches.</summary>
/// <param name="Json">UTF-8 JSON text of the record.</param>
public sealed record LogEvent(LogEntryKind Kind, string Json);
