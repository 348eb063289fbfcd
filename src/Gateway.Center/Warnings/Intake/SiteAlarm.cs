using Gateway.Core.Alarms;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Warnings.Intake;

/// <summary>State of one alarm at a site by ISA-18.2, as its gateway told it last.</summary>
public sealed class SiteAlarm
{
    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public required string AlarmId { get; init; }

    public required string PointId { get; init; }

    public AlarmState State { get; set; }

    public WarningTier Tier { get; set; }

    public DateTimeOffset Since { get; set; }

    /// <summary>End of a shelving; null when it is not shelved.</summary>
    public DateTimeOffset? Until { get; set; }
}

internal sealed class SiteAlarmTable : IEntityTypeConfiguration<SiteAlarm>
{
    public void Configure(EntityTypeBuilder<SiteAlarm> builder)
    {
        builder.ToTable("site_alarms").HasKey(alarm => new { alarm.SiteId, alarm.EdgeId, alarm.AlarmId });
        builder.HasIndex(alarm => alarm.State);
    }
}
