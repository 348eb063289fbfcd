using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Warnings.Intake;

/// <summary>The tier of one point as its gateway told it last, and the incident it stands in. A point of a drill has a row of its own.</summary>
public sealed class StandingPoint
{
    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public required string PointId { get; init; }

    public required bool IsDrill { get; init; }

    public required string IncidentId { get; set; }

    public WarningTier Tier { get; set; }

    /// <summary>Alarm that decided; empty when none is named (a summary).</summary>
    public string AlarmId { get; set; } = "";

    /// <summary>camelCase name of the condition kind.</summary>
    public string Kind { get; set; } = "";

    public string Quantity { get; set; } = "";

    /// <summary>When the gateway decided; an older decision that comes later changes nothing.</summary>
    public DateTimeOffset DecidedTime { get; set; }

    /// <summary>When somebody at the site acknowledged it; null = nobody.</summary>
    public DateTimeOffset? AcknowledgedAtSite { get; set; }
}

/// <summary>Last incident number of a local day.</summary>
public sealed class IncidentNumber
{
    /// <summary><c>20261122</c>, drills <c>D20261122</c>.</summary>
    public required string Day { get; init; }

    public int Last { get; set; }
}

internal sealed class StandingPointTable : IEntityTypeConfiguration<StandingPoint>, IEntityTypeConfiguration<IncidentNumber>
{
    public void Configure(EntityTypeBuilder<StandingPoint> builder)
    {
        builder.ToTable("standing_points").HasKey(point => new { point.SiteId, point.EdgeId, point.PointId, point.IsDrill });
        builder.HasIndex(point => point.IncidentId);
    }

    public void Configure(EntityTypeBuilder<IncidentNumber> builder) => builder.ToTable("incident_numbers").HasKey(number => number.Day);
}
