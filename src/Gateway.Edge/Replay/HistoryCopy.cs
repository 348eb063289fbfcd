using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;
using Gateway.Storage.Sqlite.History;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Replay;

/// <summary>A copy of the embedded history in a temporary folder, so that a running gateway keeps its own to itself.</summary>
internal sealed class HistoryCopy : IAsyncDisposable
{
    private readonly string _folder;
    private readonly SqliteHistory _history;

    private HistoryCopy(string folder, SqliteHistory history) => (_folder, _history) = (folder, history);

    public IHistoryStore Store => _history;

    /// <exception cref="IOException">The history cannot be copied.</exception>
    public static HistoryCopy Open(string path, SqliteHistoryOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-replay-").FullName;
        try
        {
            var copy = Path.Combine(folder, "history.db");
            DatabaseCopy.Write(path, copy);
            return new HistoryCopy(folder, new SqliteHistory(copy, options, new NoLog(), _ => null, TimeProvider.System, NullLogger<SqliteHistory>.Instance));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What is in the file is all there is: nothing follows from a log.</summary>
    private sealed class NoLog : IDurableLog
    {
        public long LastSequence => 0;

        public long FirstSequence => 0;

        public void Append(IReadOnlyList<Pipeline.Batches.ReadingBatch> batches) => throw new NotSupportedException();

        public void AppendEvent(LogEvent logEvent) => throw new NotSupportedException();

        public ValueTask WaitForAsync(long sequence, CancellationToken cancellation) => new(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation));

        public IReadOnlyList<LogEntry> ReadAfter(long sequence, int maxBytes) => [];

        public long GetCursor(string reader) => 0;

        public void SetCursor(string reader, long sequence) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
