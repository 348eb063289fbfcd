using System.Diagnostics;
using Gateway.Hosting.Backup;
using Npgsql;

namespace Gateway.Center.Commands.Backup;

/// <summary>PostgreSQL's own pg_dump and pg_restore; the connection goes by the environment, so that no password stands in a list of processes.</summary>
internal static class PostgresDump
{
    public static Task WriteAsync(string connection, string path, CancellationToken cancellation) =>
        RunAsync("pg_dump", connection, ["--format=custom", "--no-owner", "--no-privileges", $"--file={path}"], cancellation);

    /// <summary>All of it or nothing.</summary>
    public static Task RestoreAsync(string connection, string path, CancellationToken cancellation) => RunAsync(
        "pg_restore", connection, ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}", path], cancellation);

    private static async Task RunAsync(string program, string connection, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in Environment(new NpgsqlConnectionStringBuilder(connection)).Where(pair => !string.IsNullOrEmpty(pair.Value)))
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var error = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
            {
                throw new BackupException(new($"{program} 失败：{error.Trim()}", $"{program} failed: {error.Trim()}"));
            }
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new BackupException(new($"找不到 {program}；请安装 postgresql-client", $"{program} is not there; install postgresql-client"), missing);
        }
    }

    private static IEnumerable<(string Name, string? Value)> Environment(NpgsqlConnectionStringBuilder connection) =>
    [
        ("PGHOST", connection.Host), ("PGPORT", $"{connection.Port}"), ("PGUSER", connection.Username), ("PGPASSWORD", connection.Password), ("PGDATABASE", connection.Database),
        ("PGSSLMODE", connection.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => $"{mode}".ToLowerInvariant(),
        }),
        ("PGSSLROOTCERT", connection.RootCertificate),
    ];
}
