using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Organisation;

/// <summary>Somebody who can be called.</summary>
public sealed class Person
{
    /// <summary>Made by the center.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string UnitId { get; set; }

    /// <summary>Path of the unit, kept with it.</summary>
    public required string UnitPath { get; set; }

    /// <summary>E.164 or local digits; null when there is none.</summary>
    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>Id at the enterprise chat; null when there is none.</summary>
    public string? Chat { get; set; }

    public bool IsActive { get; set; } = true;

    /// <summary>When somebody last checked that the contact is right; contacts are looked through each year.</summary>
    public DateTimeOffset? ReviewedAt { get; set; }
}

/// <summary>A person holds a role of the organisation seeds (<c>principal</c>, <c>county-duty</c>, <c>town-duty</c> ...) at a unit.</summary>
public sealed class RoleHolder
{
    public required string PersonId { get; init; }

    public required string UnitId { get; init; }

    public required string Role { get; init; }

    /// <summary>Called first among those of the same role: 1, 2, 3 …</summary>
    public int Order { get; set; } = 1;
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<RoleHolder>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people").HasKey(person => person.Id);
        builder.Property(person => person.UnitPath).HasMaxLength(600);
        builder.HasIndex(person => person.UnitPath);
    }

    public void Configure(EntityTypeBuilder<RoleHolder> builder) =>
        builder.ToTable("role_holders").HasKey(holder => new { holder.PersonId, holder.UnitId, holder.Role });
}
