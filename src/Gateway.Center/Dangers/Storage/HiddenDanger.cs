using System.Text.Json;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Dangers.Storage;

/// <summary>A hidden danger as it is stored: the case as JSON, and beside it what is asked for in queries, always written together by <see cref="Put"/>.</summary>
public sealed class HiddenDanger
{
    /// <summary><c>H20260302-0001</c> by the county's local day; of drills <c>DH20260302-0001</c>.</summary>
    public required string Id { get; init; }

    public required string SiteId { get; init; }

    public required string UnitPath { get; init; }

    /// <summary>Null when it is not about one point.</summary>
    public string? PointId { get; init; }

    public string? IncidentId { get; init; }

    public required bool IsDrill { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public required DangerSource Source { get; init; }

    public DangerState State { get; private set; }

    public DangerGrade Grade { get; private set; }

    public string? Cause { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? ListingDueAt { get; private set; }

    public DateTimeOffset? ReviewAt { get; private set; }

    /// <summary>JSON of <see cref="DangerCase"/>.</summary>
    public string Body { get; private set; } = "{}";

    /// <summary>1, 2, 3 … with every change.</summary>
    public int Version { get; private set; }

    /// <summary>Highest step of the ladder that was proposed; 0 = none.</summary>
    public int ProposedEscalation { get; set; }

    /// <summary>The deadline whose passing stands in the ledger; null = none did.</summary>
    public DateTimeOffset? OverdueNotedFor { get; set; }

    /// <summary>JSON list of ids of earlier dangers of the same point or cause.</summary>
    public string Repeats { get; init; } = "[]";

    public DangerCase Case() => JsonSerializer.Deserialize<DangerCase>(Body, CenterJson.Options) ?? throw new JsonException(Id);

    public HiddenDanger Put(DangerCase at)
    {
        Body = JsonSerializer.Serialize(at, CenterJson.Options);
        (State, Grade, Cause, DueAt, ReviewAt) = (at.State, at.Grade, at.Cause, at.DueAt, at.ReviewAt);
        ListingDueAt = at.Listing is { DelistedAt: null } listing ? listing.Deadline : null;
        Version++;
        return this;
    }
}

/// <summary>The center thinks that somebody should open a case; a person decides.</summary>
public sealed class DangerProposal
{
    /// <summary><c>incident.{id}</c> or <c>point.{site}.{point}.{day}</c>: what was proposed is not proposed again.</summary>
    public required string Id { get; init; }

    public required string SiteId { get; init; }

    public required string UnitPath { get; init; }

    public string? IncidentId { get; init; }

    public string? PointId { get; init; }

    public required string WhyZh { get; init; }

    public required string WhyEn { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }

    /// <summary>Why no case was opened; null when one was.</summary>
    public string? Dismissal { get; set; }

    /// <summary>The case opened from it.</summary>
    public string? DangerId { get; set; }
}

internal sealed class DangerTable : IEntityTypeConfiguration<HiddenDanger>, IEntityTypeConfiguration<DangerProposal>
{
    public void Configure(EntityTypeBuilder<HiddenDanger> builder)
    {
        builder.ToTable("hidden_dangers").HasKey(danger => danger.Id);
        builder.Property(danger => danger.UnitPath).HasMaxLength(600);
        builder.Property(danger => danger.Version).IsConcurrencyToken();
        builder.HasIndex(danger => new { danger.State, danger.DueAt });
        builder.HasIndex(danger => new { danger.SiteId, danger.FoundAt });
        builder.HasIndex(danger => danger.IncidentId);
    }

    public void Configure(EntityTypeBuilder<DangerProposal> builder)
    {
        builder.ToTable("danger_proposals").HasKey(proposal => proposal.Id);
        builder.Property(proposal => proposal.UnitPath).HasMaxLength(600);
        builder.HasIndex(proposal => proposal.DecidedAt);
    }
}
