using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Prejudgement.Sheets;

/// <summary>The numbers are stored.</summary>
public enum SheetState
{
    Draft = 1,
    Signed = 2,

    /// <summary>Not signed in time.</summary>
    Overdue = 3,
}

/// <summary>A prejudgement sheet or the record of a consultation. What the center drew from data stands beside what people wrote; nothing changes once it is signed.</summary>
public sealed class Sheet
{
    /// <summary><c>day.{site}.{yyyyMMdd}</c>, <c>week.{unit}.…</c>, <c>month.{unit}.…</c>, <c>consultation.{unit}.{yyyyMMdd}-{n}</c>.</summary>
    public required string Id { get; init; }

    public required SheetCadence Cadence { get; init; }

    public required string UnitId { get; init; }

    public required string UnitPath { get; init; }

    /// <summary>Only of day sheets.</summary>
    public string? SiteId { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public SheetState State { get; set; } = SheetState.Draft;

    /// <summary>JSON list of <see cref="SheetSection"/>.</summary>
    public required string Sections { get; init; }

    public string Judgement { get; set; } = "";

    public string Measures { get; set; } = "";

    /// <summary>JSON list of names; of consultations.</summary>
    public string Participants { get; set; } = "[]";

    /// <summary>JSON list of <see cref="SheetSignature"/>.</summary>
    public string Signatures { get; set; } = "[]";

    /// <summary>True when its first signature came after the deadline; for good.</summary>
    public bool IsLate { get; set; }

    /// <summary>1, 2, 3 … with every change.</summary>
    public int Version { get; set; } = 1;
}

/// <summary>A stretch of a time that an alarm is silenced, or a calibration is overdue, as the gateway told it last.</summary>
public sealed class AlarmStanding
{
    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public required string AlarmId { get; init; }

    public required string PointId { get; set; }

    /// <summary>Condition kind, camelCase.</summary>
    public required string Kind { get; set; }

    /// <summary>Alarm state, camelCase: shelved, suppressedByDesign, outOfService, or what an overdue one is in.</summary>
    public required string State { get; set; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>When shelving ends by itself; null when it does not.</summary>
    public DateTimeOffset? Until { get; set; }

    public string? Actor { get; set; }
}

internal sealed class SheetTable : IEntityTypeConfiguration<Sheet>, IEntityTypeConfiguration<AlarmStanding>
{
    public void Configure(EntityTypeBuilder<Sheet> builder)
    {
        builder.ToTable("prejudgement_sheets").HasKey(sheet => sheet.Id);
        builder.Property(sheet => sheet.UnitPath).HasMaxLength(600);
        builder.Property(sheet => sheet.Version).IsConcurrencyToken();
        builder.HasIndex(sheet => new { sheet.Cadence, sheet.From });
        builder.HasIndex(sheet => new { sheet.State, sheet.DueAt });
    }

    public void Configure(EntityTypeBuilder<AlarmStanding> builder) =>
        builder.ToTable("alarm_standings").HasKey(standing => new { standing.SiteId, standing.EdgeId, standing.AlarmId });
}
