using System.Text.Json;
using Gateway.Center.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Roster;

/// <summary>A time of duty at a unit: county, town or enterprise.</summary>
public sealed class Shift
{
    public required string Id { get; init; }

    public required string UnitId { get; set; }

    public required string UnitPath { get; set; }

    /// <summary>Included.</summary>
    public required DateTimeOffset From { get; set; }

    /// <summary>Not included.</summary>
    public required DateTimeOffset To { get; set; }

    /// <summary>JSON list of people's ids, called in this order.</summary>
    public string Officers { get; set; } = "[]";

    /// <summary>Leader in charge (带班领导), a person's id.</summary>
    public string? LeaderId { get; set; }

    public DateTimeOffset? HandedOverAt { get; set; }

    /// <summary>Account that handed over.</summary>
    public string? HandedOverBy { get; set; }

    /// <summary>Person who took over.</summary>
    public string? HandedOverTo { get; set; }

    public string? HandoverNotes { get; set; }

    /// <summary>JSON list of the incidents that were open then.</summary>
    public string HandoverIncidents { get; set; } = "[]";

    public IReadOnlyList<string> OfficerIds() => JsonSerializer.Deserialize<List<string>>(Officers, CenterJson.Options) ?? [];

    public bool Covers(DateTimeOffset time) => From <= time && time < To;
}

internal sealed class ShiftTable : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> builder)
    {
        builder.ToTable("shifts").HasKey(shift => shift.Id);
        builder.Property(shift => shift.UnitPath).HasMaxLength(600);
        builder.HasIndex(shift => new { shift.UnitId, shift.From });
        builder.HasIndex(shift => shift.To);
    }
}
