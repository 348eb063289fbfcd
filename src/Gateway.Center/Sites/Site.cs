using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Sites;

/// <summary>A place with sensors that the county looks after; belongs to an enterprise.</summary>
public sealed class Site
{
    /// <summary>The id its gateway is configured with.</summary>
    public required string Id { get; init; }

    /// <summary>Enterprise (or workshop); a site that reported without being entered belongs to the county until somebody places it.</summary>
    public required string UnitId { get; set; }

    public required string UnitPath { get; set; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    /// <summary>Industry id of the seeds; null until somebody says.</summary>
    public string? Industry { get; set; }

    /// <summary>Degrees, WGS 84; null until known.</summary>
    public double? Longitude { get; set; }

    public double? Latitude { get; set; }

    /// <summary>JSON list of scenario ids of the seeds.</summary>
    public string Scenarios { get; set; } = "[]";

    /// <summary>JSON object: fields of the inclusion seeds (dustWorkers, designSlopeHeight ...).</summary>
    public string Attributes { get; set; } = "{}";

    /// <summary>On the list of those the county is not at ease about.</summary>
    public bool IsWatched { get; set; }

    /// <summary>When its first data came; null = not connected yet.</summary>
    public DateTimeOffset? ConnectedSince { get; set; }

    /// <summary>False when it only reported and nobody has placed it.</summary>
    public bool IsPlaced { get; set; }
}

internal sealed class SiteTable : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("sites").HasKey(site => site.Id);
        builder.Property(site => site.UnitPath).HasMaxLength(600);
        builder.HasIndex(site => site.UnitPath);
    }
}
