using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Gateway.Center.Data;

/// <summary>Used by scripts/migrations.sh only: makes the model without a database.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteCenterDb>
{
    public SqliteCenterDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCenterDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <inheritdoc cref="SqliteDesignTime"/>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresCenterDb>
{
    public PostgresCenterDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCenterDb>().UseNpgsql("Host=none").Options);
}
