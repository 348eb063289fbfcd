using Gateway.Center.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gateway.Center.Data;

/// <summary>Opens the database the configuration names. Thread-safe; each context belongs to one caller.</summary>
public sealed class CenterDbFactory
{
    private readonly Func<CenterDb> _create;

    /// <param name="folder">Where the SQLite file lies when no other place is told.</param>
    public CenterDbFactory(DatabaseOptions options, string folder)
    {
        if (options.Kind == DatabaseKind.Postgres)
        {
            var postgres = Configured(new DbContextOptionsBuilder<PostgresCenterDb>().UseNpgsql(options.Connection)).Options;
            _create = () => new PostgresCenterDb(postgres);
        }
        else
        {
            Directory.CreateDirectory(folder);
            var connection = options.Connection.Length > 0 ? options.Connection : $"Data Source={Path.Combine(folder, "center.db")}";
            var sqlite = Configured(new DbContextOptionsBuilder<SqliteCenterDb>().UseSqlite(connection).AddInterceptors(new SqliteDurability())).Options;
            _create = () => new SqliteCenterDb(sqlite);
        }
    }

    public CenterDb Create() => _create();

    /// <summary>Brings the tables to the version of this program.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = Create();
        await db.Database.MigrateAsync(cancellation);
    }

    private static DbContextOptionsBuilder<T> Configured<T>(DbContextOptionsBuilder<T> builder)
        where T : DbContext =>
        builder.AddInterceptors(new StorableParameters()).ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning));
}
