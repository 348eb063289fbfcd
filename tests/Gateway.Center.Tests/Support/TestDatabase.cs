using Gateway.Center.Configuration;
using Gateway.Testing.Peers;
using Npgsql;

namespace Gateway.Center.Tests.Support;

/// <summary>A database of its own for each center under test.</summary>
internal static class TestDatabase
{
    /// <summary>True when <c>CENTER_TEST_DATABASE</c> says <c>postgres</c>.</summary>
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("CENTER_TEST_DATABASE") switch
    {
        null or "" or "sqlite" => false,
        "postgres" => true,
        var other => throw new InvalidOperationException($"CENTER_TEST_DATABASE is '{other}'; sqlite or postgres"),
    };

    public static async Task<DatabaseOptions> CreateAsync()
    {
        if (!IsPostgres)
        {
            return new DatabaseOptions();
        }

        var server = await PostgresServer.SharedAsync();
        var name = $"center_{Guid.NewGuid():n}";
        await server.CreateDatabaseAsync(name);
        return new DatabaseOptions { Kind = DatabaseKind.Postgres, Connection = server.ConnectionTo(name) };
    }

    /// <summary>A SQLite file goes with its folder.</summary>
    public static async Task DropAsync(DatabaseOptions options)
    {
        if (options.Kind == DatabaseKind.Postgres)
        {
            var server = await PostgresServer.SharedAsync();
            var name = new NpgsqlConnectionStringBuilder(options.Connection);
            if (name.Port == server.Port)
            {
                await server.DropDatabaseAsync(name.Database!);
            }
        }
    }
}
