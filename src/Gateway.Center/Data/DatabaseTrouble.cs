using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gateway.Center.Data;

/// <summary>Tells a database that is away, starting or stopping from one that refuses what was asked.</summary>
internal static class DatabaseTrouble
{
    // Result codes of SQLite ("Result and Error Codes", sqlite.org): busy, locked, out of memory, read-only, interrupted, I/O error, full, cannot open, protocol.
    private static readonly HashSet<int> s_passingSqlite = [5, 6, 7, 8, 9, 10, 13, 14, 15];

    /// <summary>
    /// True when the same change may well be taken later: the database is away, busy, full, out of memory or has an I/O error. What was asked is not to blame,
    /// so nothing may be given up over it.
    /// </summary>
    public static bool IsPassing(Exception error)
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            // Class 53: insufficient resources; 57: operator intervention; 58: system error.
            if (at is OutOfMemoryException or PostgresException { IsTransient: true }
                || at is PostgresException { SqlState: ['5', '3' or '7' or '8', ..] }
                || (at is SqliteException sqlite && s_passingSqlite.Contains(sqlite.SqliteErrorCode)))
            {
                return true;
            }
        }

        return IsAway(error);
    }

    public static bool IsAway(Exception error)
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            // 57P0x: shutting down, crashed, starting up. 3D000: the database is not made yet. 53300: too many clients.
            if (at is PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "3D000" or "53300" })
            {
                return true;
            }

            if (at is (NpgsqlException and not PostgresException) or SocketException)
            {
                return true;
            }
        }

        return false;
    }
}
