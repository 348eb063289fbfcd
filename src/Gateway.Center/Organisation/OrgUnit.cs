using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Organisation;

/// <summary>A body of the organisation tree: province, city, county, town or functional zone, village grid, enterprise, workshop, post, or a department beside them.</summary>
public sealed class OrgUnit
{
    /// <summary>Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public required string Id { get; init; }

    public string? ParentId { get; set; }

    /// <summary>Id of a level or parallel line of the organisation seeds (<c>county</c>, <c>town</c>, <c>functional-zone</c>, <c>industry-department</c> ...).</summary>
    public required string Level { get; set; }

    /// <summary><c>/county/town/enterprise/</c>: ids from the root down, with slashes at both ends. A unit sees what begins with its path.</summary>
    public required string Path { get; set; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    /// <summary>Industry of a department or enterprise, id of the seeds; null when none.</summary>
    public string? Industry { get; set; }

    /// <summary>GB/T 2260 code, six digits; null below the county.</summary>
    public string? RegionCode { get; set; }
}

internal sealed class OrgUnitTable : IEntityTypeConfiguration<OrgUnit>
{
    public void Configure(EntityTypeBuilder<OrgUnit> builder)
    {
        builder.ToTable("units").HasKey(unit => unit.Id);
        builder.Property(unit => unit.Path).HasMaxLength(600);
        builder.HasIndex(unit => unit.Path);
    }
}
