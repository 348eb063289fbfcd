using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gateway.Center.Data;

/// <summary>
/// The center's tables. Each module configures its own with an <see cref="IEntityTypeConfiguration{TEntity}"/> in its folder and reaches them by
/// <see cref="DbContext.Set{TEntity}()"/>. Instants are stored as UTC ticks, so that both databases compare them exactly.
/// </summary>
public abstract class CenterDb(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfigurationsFromAssembly(typeof(CenterDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>On SQLite.</summary>
public sealed class SqliteCenterDb(DbContextOptions<SqliteCenterDb> options) : CenterDb(options);

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresCenterDb(DbContextOptions<PostgresCenterDb> options) : CenterDb(options);
