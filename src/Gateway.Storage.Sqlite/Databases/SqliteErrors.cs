using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Databases;

/// <summary>What a result code of SQLite means for us (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    public const int Error = 1;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int NotADatabase = 26;

    /// <summary>
    /// The content of the file is damaged; another try will not help. A plain error counts too: our statements are fixed, so
    /// one that no longer compiles means that the schema was lost.
    /// </summary>
    public static bool IsDamage(this SqliteException error) => error.SqliteErrorCode is Corrupt or NotADatabase or Error;

    /// <summary>There is no room left on the disk, or the file reached its own limit.</summary>
    public static bool IsFull(this SqliteException error) => error.SqliteErrorCode == Full;
}
