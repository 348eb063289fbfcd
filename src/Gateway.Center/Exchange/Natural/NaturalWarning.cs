using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Exchange.Natural;

/// <summary>Hazards of nature an authority warns of. The numbers are stored.</summary>
public enum NaturalKind
{
    Weather = 1,
    Flood = 2,
    Geology = 3,
    ForestFire = 4,
    Earthquake = 5,
}

/// <summary>A warning of an authority about nature, entered by people or received; it concerns the sites below a unit.</summary>
public sealed class NaturalWarning
{
    /// <summary>Made by the center; for a received one its source and id there, so that what comes twice is stored once.</summary>
    public required string Id { get; init; }

    public required NaturalKind Kind { get; set; }

    public required WarningTier Tier { get; set; }

    public required string HeadlineZh { get; set; }

    public required string HeadlineEn { get; set; }

    /// <summary>In the words of who issued it.</summary>
    public required string Area { get; set; }

    public required string UnitPath { get; set; }

    public required string IssuedBy { get; set; }

    public required DateTimeOffset From { get; set; }

    /// <summary>Null = until it is ended.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>False = entered by a person here.</summary>
    public required bool IsReceived { get; init; }

    /// <summary>Ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When the center noted that its time was over; the ledger says so once.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

internal sealed class NaturalWarningTable : IEntityTypeConfiguration<NaturalWarning>
{
    public void Configure(EntityTypeBuilder<NaturalWarning> builder)
    {
        builder.ToTable("natural_warnings").HasKey(warning => warning.Id);
        builder.Property(warning => warning.Id).HasMaxLength(200);
        builder.Property(warning => warning.UnitPath).HasMaxLength(600);
        builder.HasIndex(warning => warning.ClosedAt);
    }
}
