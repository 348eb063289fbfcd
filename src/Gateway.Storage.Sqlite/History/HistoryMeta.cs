using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Numbers that must move with the data, in the same transaction.</summary>
internal sealed class HistoryMeta(SqliteConnection connection) : IDisposable
{
    /// <summary>Last log entry that is in the history.</summary>
    public const string Cursor = "cursor";

    /// <summary>Hours before this one have lost their raw values to retention, but for those around alarms. Never moves back.</summary>
    public const string RawFrom = "raw_from";

    /// <summary>The time by which values grow old, as it was last believed, UTC ticks (<see cref="AgeClock"/>).</summary>
    public const string Age = "age";

    private readonly Statement _get = new(connection, "SELECT value FROM meta WHERE name=?1");
    private readonly Statement _set = new(connection, "INSERT INTO meta(name,value) VALUES(?1,?2) ON CONFLICT(name) DO UPDATE SET value=?2");

    public long Get(string name) => _get.Bind(1, name).Scalar() ?? 0;

    public void Set(string name, long value) => _set.Bind(1, name).Bind(2, value).Run();

    public void Dispose()
    {
        _get.Dispose();
        _set.Dispose();
    }
}
