using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Exchange.Push;

/// <summary>How far a follower of the ledger has come.</summary>
public sealed class ExchangeCursor
{
    public required string Name { get; init; }

    /// <summary>Ledger sequence.</summary>
    public long Position { get; set; }
}

internal sealed class ExchangeCursorTable : IEntityTypeConfiguration<ExchangeCursor>
{
    public void Configure(EntityTypeBuilder<ExchangeCursor> builder) => builder.ToTable("exchange_cursors").HasKey(cursor => cursor.Name);
}
