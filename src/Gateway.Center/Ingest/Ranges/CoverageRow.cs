using Gateway.Contracts.V1.Link;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Ingest.Ranges;

/// <summary>A stretch of a gateway's log that the center has, or knows to be lost. Neighbours are one row, so there are few.</summary>
public sealed class CoverageRow
{
    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    /// <summary>Log of the gateway; sequences count within it.</summary>
    public required string Epoch { get; init; }

    public required LinkLane Lane { get; init; }

    /// <summary>Sequences after this …</summary>
    public required long After { get; init; }

    /// <summary>… up to and including this.</summary>
    public required long UpTo { get; init; }

    /// <summary>When the gateway committed the first of them, UTC ticks; 0 when nobody told.</summary>
    public required long FromTime { get; init; }

    /// <summary>When it committed the last.</summary>
    public required long ToTime { get; init; }

    /// <summary>Null = received; otherwise why it will never come, JSON text in both languages.</summary>
    public string? Lost { get; init; }

    /// <summary>Events only: sequence of the first event of the stretch.</summary>
    public long First { get; init; }

    /// <summary>Events only: the gateway's chain at its last event, lower case hex.</summary>
    public string EndChain { get; init; } = "";
}

/// <summary>Newest run of a gateway's log that the center has taken something of, by lane: sequences given out by another run may be others.</summary>
public sealed class CoverageRun
{
    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public required string Epoch { get; init; }

    public required LinkLane Lane { get; init; }

    public required string Run { get; init; }
}

/// <summary>A stretch of time of which a gateway itself says that readings are missing in its log, and why.</summary>
public sealed class ToldGap
{
    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public required string Epoch { get; init; }

    /// <summary>Sequence of the event that told it.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>camelCase reason of the gateway.</summary>
    public required string Reason { get; init; }

    /// <summary>How many are missing; null when nobody can tell.</summary>
    public long? Readings { get; init; }
}

internal sealed class CoverageTable : IEntityTypeConfiguration<CoverageRow>, IEntityTypeConfiguration<CoverageRun>, IEntityTypeConfiguration<ToldGap>
{
    public void Configure(EntityTypeBuilder<CoverageRow> builder) =>
        builder.ToTable("coverage_ranges").HasKey(row => new { row.SiteId, row.EdgeId, row.Epoch, row.Lane, row.After });

    public void Configure(EntityTypeBuilder<CoverageRun> builder) =>
        builder.ToTable("coverage_runs").HasKey(row => new { row.SiteId, row.EdgeId, row.Epoch, row.Lane });

    public void Configure(EntityTypeBuilder<ToldGap> builder) =>
        builder.ToTable("told_gaps").HasKey(gap => new { gap.SiteId, gap.EdgeId, gap.Epoch, gap.Sequence });
}
