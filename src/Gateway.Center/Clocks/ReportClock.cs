using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Clocks;

/// <summary>Where a clock stands. Late is late for good. The numbers are stored.</summary>
public enum ClockState
{
    Running = 1,

    /// <summary>The deadline is near.</summary>
    Warned = 2,
    Overdue = 3,

    /// <summary>All recipients had the report before the deadline.</summary>
    Met = 4,
    MetLate = 5,
}

/// <summary>What a clock counts from.</summary>
public enum ClockBasis
{
    /// <summary>The accident happened then.</summary>
    Occurrence = 1,

    /// <summary>Nobody knows when it happened; somebody confirmed it then.</summary>
    Confirmation = 2,
}

/// <summary>A deadline for a report on an accident.</summary>
public sealed class ReportClock
{
    /// <summary><c>{incident}.{kind}</c>: an accident confirmed twice starts nothing twice.</summary>
    public required string Id { get; init; }

    public required string IncidentId { get; init; }

    public required string SiteId { get; init; }

    public required string UnitPath { get; init; }

    /// <summary>As configured when it started: a changed configuration does not move a running deadline.</summary>
    public required string Kind { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public required ReportForm Form { get; init; }

    /// <summary>Where the deadline comes from.</summary>
    public required string Clause { get; init; }

    public required ClockBasis Basis { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    public required DateTimeOffset WarnAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public ClockState State { get; set; } = ClockState.Running;

    /// <summary>JSON list of recipient ids.</summary>
    public required string Recipients { get; init; }

    /// <summary>When the last recipient had it; null until then.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Account that sent it.</summary>
    public string? SentBy { get; set; }

    public required bool IsDrill { get; init; }

    public bool IsOpen => State is ClockState.Running or ClockState.Warned or ClockState.Overdue;
}

internal sealed class ReportClockTable : IEntityTypeConfiguration<ReportClock>
{
    public void Configure(EntityTypeBuilder<ReportClock> builder)
    {
        builder.ToTable("report_clocks").HasKey(clock => clock.Id);
        builder.Property(clock => clock.UnitPath).HasMaxLength(600);
        builder.Ignore(clock => clock.IsOpen);
        builder.HasIndex(clock => clock.IncidentId);
        builder.HasIndex(clock => new { clock.State, clock.DueAt });
    }
}
