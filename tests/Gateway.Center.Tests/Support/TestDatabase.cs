using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Testing.Peers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gateway.Center.Tests.Support;

/// <summary>
/// A database of its own for each center under test: a copy of one that the center's own migrations made once, since making all tables takes longer than
/// most tests.
/// </summary>
internal static class TestDatabase
{
    private const string PostgresTemplate = "center_template";
    private static readonly Lazy<Task<string>> s_sqliteTemplate = new(MigratedFileAsync);
    private static readonly Lazy<Task<PostgresServer>> s_postgres = new(MigratedServerAsync);

    /// <summary>True when <c>CENTER_TEST_DATABASE</c> says <c>postgres</c>.</summary>
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("CENTER_TEST_DATABASE") switch
    {
        null or "" or "sqlite" => false,
        "postgres" => true,
        var other => throw new InvalidOperationException($"CENTER_TEST_DATABASE is '{other}'; sqlite or postgres"),
    };

    /// <param name="folder">The center's, where its SQLite file lies.</param>
    public static async Task<DatabaseOptions> CreateAsync(string folder)
    {
        if (!IsPostgres)
        {
            File.Copy(await s_sqliteTemplate.Value, Path.Combine(folder, "center.db"));
            return new DatabaseOptions();
        }

        var server = await s_postgres.Value;
        var name = $"center_{Guid.NewGuid():n}";
        await server.CreateDatabaseAsync(name, PostgresTemplate);
        return new DatabaseOptions { Kind = DatabaseKind.Postgres, Connection = server.ConnectionTo(name) };
    }

    /// <summary>A SQLite file goes with its folder.</summary>
    public static async Task DropAsync(DatabaseOptions options)
    {
        if (options.Kind == DatabaseKind.Postgres)
        {
            var server = await s_postgres.Value;
            var name = new NpgsqlConnectionStringBuilder(options.Connection);
            if (name.Port == server.Port)
            {
                await server.DropDatabaseAsync(name.Database!);
            }
        }
    }

    private static async Task<string> MigratedFileAsync()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        await new CenterDbFactory(new DatabaseOptions(), folder.Path).MigrateAsync(CancellationToken.None);

        // The last connection to close writes the journal into the file, which then is all there is to copy.
        SqliteConnection.ClearAllPools();
        return Path.Combine(folder.Path, "center.db");
    }

    private static async Task<PostgresServer> MigratedServerAsync()
    {
        var server = await PostgresServer.SharedAsync();
        await server.CreateDatabaseAsync(PostgresTemplate);
        var options = new DatabaseOptions { Kind = DatabaseKind.Postgres, Connection = server.ConnectionTo(PostgresTemplate) };
        await new CenterDbFactory(options, string.Empty).MigrateAsync(CancellationToken.None);

        // A database with a connection can not be copied.
        await using var pooled = new NpgsqlConnection(options.Connection);
        NpgsqlConnection.ClearPool(pooled);
        return server;
    }
}
