using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Warnings;

/// <summary>A change of tier of one point, as its gateway decided and told it; or of a link, as the center found it.</summary>
public sealed class Warning
{
    /// <summary><c>{site}/{edge}/{id at the edge}</c>; what comes twice is stored once.</summary>
    public required string Key { get; init; }

    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public required string UnitPath { get; init; }

    public required string PointId { get; init; }

    public required string AlarmId { get; init; }

    public required WarningTier Tier { get; init; }

    public required WarningTier FromTier { get; init; }

    /// <summary>True when the tier became more grave (or an unanswered alarm asks again).</summary>
    public required bool IsRaise { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public required DateTimeOffset DecidedTime { get; init; }

    /// <summary>When the center committed it.</summary>
    public required DateTimeOffset ReceivedTime { get; init; }

    /// <summary>The contract message, JSON: <see cref="Gateway.Contracts.V1.WarningMessage"/>.</summary>
    public required string Body { get; init; }

    /// <summary>Came from a backlog: shown and counted, but nobody is called for what is long over.</summary>
    public required bool IsHistorical { get; init; }

    public required bool IsDrill { get; init; }

    public string? IncidentId { get; set; }

    /// <summary>Of the point, as its gateway's table said when the warning came; empty = the site itself.</summary>
    public string Zone { get; init; } = "";

    public string Family { get; init; } = "";
}

/// <summary>Where an incident stands.</summary>
public enum IncidentState
{
    /// <summary>A warning stands.</summary>
    Open = 1,

    /// <summary>No warning stands any more; people have not released it.</summary>
    Cleared = 2,

    /// <summary>Released by somebody who may.</summary>
    Released = 3,
}

/// <summary>What belongs together and is handled as one: the warnings of one place that overlap in time.</summary>
public sealed class Incident
{
    /// <summary><c>20261122-0007</c>, by the county's local day; drills <c>D20261122-0001</c>.</summary>
    public required string Id { get; init; }

    public required string SiteId { get; init; }

    public required string UnitPath { get; init; }

    /// <summary>Zone of the site; empty = the site itself.</summary>
    public required string Zone { get; init; }

    public required string Family { get; init; }

    public IncidentState State { get; set; } = IncidentState.Open;

    /// <summary>Highest tier since it opened, by the gateway or raised here. Never lowered while it is open.</summary>
    public required WarningTier Tier { get; set; }

    /// <summary>Highest tier that stands at the site now.</summary>
    public required WarningTier StandingTier { get; set; }

    public required string TitleZh { get; set; }

    public required string TitleEn { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When <see cref="Tier"/> last rose.</summary>
    public DateTimeOffset RaisedAt { get; set; }

    public DateTimeOffset? ClearedAt { get; set; }

    public DateTimeOffset? ReleasedAt { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>Account.</summary>
    public string? AcknowledgedBy { get; set; }

    /// <summary>When somebody said that this is an accident; starts the reporting clocks.</summary>
    public DateTimeOffset? AccidentAt { get; set; }

    public required bool IsDrill { get; init; }

    /// <summary>True for the weekly proof of the chain: called through, counted apart.</summary>
    public bool IsProof { get; init; }

    /// <summary>Long over when it came: nobody is called. Becomes false when it turns out to stand still.</summary>
    public bool IsHistorical { get; set; }

    public int WarningCount { get; set; }

    /// <summary>When the center committed its newest warning.</summary>
    public DateTimeOffset LastWarningAt { get; set; }

    /// <summary>When somebody last did anything with it; null = nobody did.</summary>
    public DateTimeOffset? TouchedAt { get; set; }
}

internal sealed class WarningTable : IEntityTypeConfiguration<Warning>, IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Warning> builder)
    {
        builder.ToTable("warnings").HasKey(warning => warning.Key);
        builder.Property(warning => warning.Key).HasMaxLength(300);
        builder.HasIndex(warning => warning.ReceivedTime);
        builder.HasIndex(warning => new { warning.SiteId, warning.EventTime });
        builder.HasIndex(warning => warning.IncidentId);
    }

    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incidents").HasKey(incident => incident.Id);
        builder.HasIndex(incident => incident.State);
        builder.HasIndex(incident => new { incident.SiteId, incident.OpenedAt });
        builder.HasIndex(incident => incident.OpenedAt);
    }
}
