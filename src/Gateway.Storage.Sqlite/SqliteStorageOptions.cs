using Gateway.Storage.Sqlite.History;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Storage.Sqlite;

/// <summary>The configuration section <c>storage</c>: where the two databases lie and how large they may grow.</summary>
public sealed record SqliteStorageOptions
{
    /// <summary>Folder of <c>log.db</c> and <c>history.db</c>; created when missing. Default <c>data</c>.</summary>
    public string Folder { get; init; } = "data";

    public SqliteLogOptions Log { get; init; } = new();

    public SqliteHistoryOptions History { get; init; } = new();

    /// <summary>Full path of the durable log, relative folders taken from <paramref name="root"/>.</summary>
    public string LogPath(string root) => Path.GetFullPath(Path.Combine(root, Folder, "log.db"));

    /// <summary>Full path of the embedded history, relative folders taken from <paramref name="root"/>.</summary>
    public string HistoryPath(string root) => Path.GetFullPath(Path.Combine(root, Folder, "history.db"));
}
