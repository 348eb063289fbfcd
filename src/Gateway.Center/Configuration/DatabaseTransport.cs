using System.Net;
using Gateway.Pipeline.Configuration;
using Npgsql;

namespace Gateway.Center.Configuration;

/// <summary>A PostgreSQL server on another machine is spoken to over TLS, and its certificate is looked at; else a password and all data could be read on the way.</summary>
internal static class DatabaseTransport
{
    private const string Masked = "***";

    /// <param name="database">With the connection string that is used.</param>
    public static void Check(DatabaseOptions database, string path, ConfigurationErrors errors)
    {
        if (database.Kind != DatabaseKind.Postgres || database.AllowPlain || database.Connection.Length == 0)
        {
            return;
        }

        try
        {
            var connection = new NpgsqlConnectionStringBuilder(database.Connection);
            errors.Require(
                IsHere(connection.Host) || connection.SslMode is SslMode.VerifyFull or SslMode.VerifyCA, path, $"SSL Mode={connection.SslMode}",
                "服务器在其他机器上时：SSL Mode=VerifyFull（或 VerifyCA）与 Root Certificate；确需明文时设 database.allowPlain 为 true",
                "for a server on another machine: SSL Mode=VerifyFull (or VerifyCA) and Root Certificate; or, knowing that all of it can be read on the way, database.allowPlain true");
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // Its message may hold a part of the string.
            errors.Add(path, Masked, "PostgreSQL 连接字符串，如 Host=db;Database=center;Username=center;Password=…", "a connection string of PostgreSQL, such as Host=db;Database=center;Username=center;Password=...");
        }
    }

    private static bool IsHere(string? hosts) => (hosts ?? "").Split(',').All(
        host => host.Length == 0 || host.StartsWith('/') || host.StartsWith('@') || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Split(':')[0], out var address) && IPAddress.IsLoopback(address)) || host == "::1");
}
