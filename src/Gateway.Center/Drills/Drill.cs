using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Drills;

/// <summary>A drill: a synthetic warning that runs through the whole chain, marked everywhere, counted nowhere.</summary>
public sealed class Drill
{
    /// <summary>That of its incident: <c>D20261122-0001</c>.</summary>
    public required string Id { get; init; }

    public required string SiteId { get; init; }

    public required string UnitPath { get; init; }

    public required string Title { get; init; }

    /// <summary><c>{family}-{tier}</c>, for example <c>gas-red</c>.</summary>
    public required string Scenario { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Account.</summary>
    public required string By { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>JSON of <see cref="ChainResult"/> as it was at the end; null while it runs.</summary>
    public string? Result { get; set; }
}

public enum ProofState
{
    Running = 1,
    Answered = 2,
    Failed = 3,
}

/// <summary>One weekly proof of the whole chain.</summary>
public sealed class ProofRun
{
    /// <summary>Local day it was due on: <c>20261123</c>.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string SiteId { get; init; }

    public required string UnitPath { get; init; }

    public required string IncidentId { get; init; }

    public ProofState State { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>JSON of <see cref="ChainResult"/>; null while it runs.</summary>
    public string? Result { get; set; }
}

internal sealed class DrillTable : IEntityTypeConfiguration<Drill>, IEntityTypeConfiguration<ProofRun>
{
    public void Configure(EntityTypeBuilder<Drill> builder)
    {
        builder.ToTable("drills").HasKey(drill => drill.Id);
        builder.HasIndex(drill => drill.EndedAt);
    }

    public void Configure(EntityTypeBuilder<ProofRun> builder)
    {
        builder.ToTable("proofs").HasKey(proof => proof.Id);
        builder.HasIndex(proof => proof.State);
    }
}
