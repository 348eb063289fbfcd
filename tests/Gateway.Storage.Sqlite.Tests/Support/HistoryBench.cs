using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.History;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Storage.Sqlite.Tests.Support;

/// <summary>A log with a history that reads it; nothing moves unless the test says so.</summary>
public sealed class HistoryBench : IAsyncDisposable
{
    public LogBench Log { get; } = LogBench.Open();

    public SqliteHistory History { get; private set; } = null!;

    public string Path => Log.Folder.File("history.db");

    public static DateTimeOffset Start => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static HistoryBench Open(SqliteHistoryOptions? options = null)
    {
        var bench = new HistoryBench();
        bench.OpenHistory(options);
        return bench;
    }

    public void OpenHistory(SqliteHistoryOptions? options = null) => History = new SqliteHistory(
        Path, options ?? new(), Log.Log, number => Log.Log.FindPoint(number), Log.Time, NullLogger<SqliteHistory>.Instance);

    /// <summary>Opens the file again as after a crash: what was only in memory is gone.</summary>
    public async Task CrashAsync(SqliteHistoryOptions? options = null)
    {
        await History.DisposeAsync();
        OpenHistory(options);
    }

    /// <summary>Lets the writer run as often as it needs to be done.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            await History.BeatAsync(CancellationToken.None);
        }
    }

    /// <summary>Appends one reading of <c>p0</c> measured so many seconds after the start.</summary>
    public void Add(double seconds, double value, Quality quality = Quality.Good, int point = 0) =>
        Log.Append(new Reading(point, value, Start.AddSeconds(seconds).UtcTicks, quality));

    public async Task<IReadOnlyList<HistorySample>> AskAsync(
        HistoryResolution resolution, double fromSeconds = -1e8, double toSeconds = 1e9, int limit = int.MaxValue, string point = "p0") =>
        await History.QueryAsync(point, Start.AddSeconds(fromSeconds), Start.AddSeconds(toSeconds), resolution, limit, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await History.DisposeAsync();
        await Log.DisposeAsync();
    }
}
