using System.Net.Sockets;
using Npgsql;

namespace Gateway.Center.Data;

/// <summary>Tells a database that is away, starting or stopping from one that refuses what was asked.</summary>
internal static class DatabaseTrouble
{
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
