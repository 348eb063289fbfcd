using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Warnings.Incidents;

/// <summary>Several sites of one enterprise or town are grave at once: somebody should look at the whole of it. No incident of its own.</summary>
public sealed class CountyHint
{
    /// <summary>Made by the center.</summary>
    public required string Id { get; init; }

    public required string UnitPath { get; init; }

    public required WarningTier Tier { get; set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When a site was last added.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>JSON list of site ids.</summary>
    public required string Sites { get; set; }

    /// <summary>JSON list of incident ids; the hint is over when none of them is open.</summary>
    public required string Incidents { get; set; }

    public bool IsDrill { get; init; }
}

internal sealed class CountyHintTable : IEntityTypeConfiguration<CountyHint>
{
    public void Configure(EntityTypeBuilder<CountyHint> builder)
    {
        builder.ToTable("county_hints").HasKey(hint => hint.Id);
        builder.Property(hint => hint.UnitPath).HasMaxLength(600);
        builder.HasIndex(hint => hint.LastAt);
    }
}
