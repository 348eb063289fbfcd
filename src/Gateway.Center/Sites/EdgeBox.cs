using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Sites;

/// <summary>How a gateway's link stands.</summary>
public enum LinkState
{
    /// <summary>Known, never heard.</summary>
    Unknown = 0,
    Online = 1,

    /// <summary>The broker told its will, or it said goodbye.</summary>
    Offline = 2,

    /// <summary>Said nothing for longer than it may, though nobody told that it is gone.</summary>
    Silent = 3,
}

/// <summary>A gateway as the center knows it.</summary>
public sealed class EdgeBox
{
    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public LinkState State { get; set; }

    public DateTimeOffset StateSince { get; set; }

    /// <summary>Newest message of any kind, by the center's clock.</summary>
    public DateTimeOffset? LastSeen { get; set; }

    /// <summary>Its clock minus ours, milliseconds; null until measured.</summary>
    public double? ClockOffsetMs { get; set; }

    /// <summary>Names its durable log; another one = another box or a lost disk.</summary>
    public string Epoch { get; set; } = "";

    /// <summary>Newest sequence of its log it has told, and when that was committed there.</summary>
    public long Head { get; set; }

    public DateTimeOffset? HeadTime { get; set; }

    public string ProductVersion { get; set; } = "";

    /// <summary>Hash of the point table taken in last.</summary>
    public string TableHash { get; set; } = "";

    /// <summary>Longest it may say nothing, seconds; by its state message.</summary>
    public int SilenceS { get; set; } = 60;

    /// <summary>When it sent its newest state message, by its own clock; null before the first.</summary>
    public DateTimeOffset? SaidAt { get; set; }

    /// <summary>JSON list of its zones, <see cref="Gateway.Contracts.V1.Link.ZoneEntry"/>.</summary>
    public string Zones { get; set; } = "[]";

    /// <summary>JSON list of its rule packs in force, <c>id version</c>.</summary>
    public string RulePacks { get; set; } = "[]";

    /// <summary>Tier the center has raised over its silence; none while it is online.</summary>
    public WarningTier LinkTier { get; set; }

    /// <summary>Tier the center has raised over its clock.</summary>
    public WarningTier ClockTier { get; set; }
}

/// <summary>A measured quantity at a site, as its gateway told it.</summary>
public sealed class SitePoint
{
    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public required string PointId { get; init; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    public string Unit { get; set; } = "";

    public string Family { get; set; } = "";

    public string Quantity { get; set; } = "";

    public string Device { get; set; } = "";

    public string Zone { get; set; } = "";

    /// <summary>JSON of the whole contract record (range, limits, role, substance …).</summary>
    public string Body { get; set; } = "{}";

    public DateTimeOffset FirstSeen { get; set; }

    /// <summary>When the gateway's table no longer had it; null = it is there.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Id in the history of the center, which holds the points of all sites.</summary>
    public string HistoryId => HistoryIdOf(SiteId, EdgeId, PointId);

    public static string HistoryIdOf(string site, string edge, string point) => $"{site}/{edge}/{point}";
}

internal sealed class EdgeBoxTable : IEntityTypeConfiguration<EdgeBox>, IEntityTypeConfiguration<SitePoint>
{
    public void Configure(EntityTypeBuilder<EdgeBox> builder) => builder.ToTable("edges").HasKey(edge => new { edge.SiteId, edge.EdgeId });

    public void Configure(EntityTypeBuilder<SitePoint> builder)
    {
        builder.ToTable("points").HasKey(point => new { point.SiteId, point.EdgeId, point.PointId });
        builder.Ignore(point => point.HistoryId);
    }
}
