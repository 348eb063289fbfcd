using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Ingest.Watch;

/// <summary>The one row about the center's own link to its broker.</summary>
public sealed class CountyLink
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Tier raised over it; none while it is up.</summary>
    public WarningTier Tier { get; set; }

    /// <summary>Since when it is down; null while it is up.</summary>
    public DateTimeOffset? DownSince { get; set; }
}

internal sealed class CountyLinkTable : IEntityTypeConfiguration<CountyLink>
{
    public void Configure(EntityTypeBuilder<CountyLink> builder)
    {
        builder.ToTable("county_links").HasKey(link => link.Id);
        builder.Property(link => link.Id).ValueGeneratedNever();
    }
}
