using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Microsoft.Extensions.Logging;

namespace Gateway.Storage.Sqlite.History;

/// <summary>The embedded history: raw values, minute and hour roll-ups in one SQLite file, read from the durable log.</summary>
public sealed partial class SqliteHistory : IHistoryStore, IAsyncDisposable
{
    /// <param name="path">Full path of the database file; its folder is created.</param>
    public SqliteHistory(string path, SqliteHistoryOptions options, SqliteDurableLog log, TimeProvider time, ILogger<SqliteHistory> logger)
    {
    }

    public string Name => "sqlite";

    /// <summary>Moves readings from the log to the history and keeps the retention, until cancelled. Never throws for trouble with the file.</summary>
    public Task RunAsync(CancellationToken stopping) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<HistorySample>> QueryAsync(
        string pointId, DateTimeOffset from, DateTimeOffset to, HistoryResolution resolution, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
